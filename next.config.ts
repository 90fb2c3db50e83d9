import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  poweredByHeader: false,
  // Native and TCP drivers stay outside the bundle.
  serverExternalPackages: ['@grafeo-db/js', 'neo4j-driver'],
  turbopack: { rules: { '*.wgsl': { type: 'text' } } },
};

export default createNextIntlPlugin('./app/i18n/request.ts')(config);
