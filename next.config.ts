import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  poweredByHeader: false,
  // The largest body that a route takes (the import of a learner's log); each route has its own limit below it.
  experimental: { proxyClientMaxBodySize: 64 * 1024 * 1024 },
  // Native and TCP drivers stay outside the bundle.
  serverExternalPackages: ['@grafeo-db/js', 'neo4j-driver'],
  turbopack: { rules: { '*.wgsl': { type: 'text' } } },
};

export default createNextIntlPlugin('./app/i18n/request.ts')(config);
