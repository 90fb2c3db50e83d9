import { NextRequest, NextResponse } from 'next/server';
import createMiddleware from 'next-intl/middleware';
import { readServerConfig } from '@/app/config';
import { routing } from '@/app/i18n/routing';

const localise = createMiddleware(routing);
const { allowedHosts } = readServerConfig(process.env);

const problem = (status: number, title: string, detail: string) =>
  NextResponse.json(
    { type: 'about:blank', title, status, detail },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );

const hostName = (host: string) => host.replace(/:\d+$/, '');

/**
 * Whether a request that changes something comes from a page of this very server, or from no page at all (a command
 * line). `Origin: null` is a sandboxed frame, which any site can make.
 */
function fromHere(request: NextRequest, host: string): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.get('origin');
  return origin === null || [`http://${host}`, `https://${host}`].includes(origin);
}

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];
const METHODS = [...SAFE_METHODS, 'POST', 'PUT', 'PATCH', 'DELETE'];

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function policy(nonce: string): string {
  const development = process.env.NODE_ENV === 'development';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'${development ? " 'unsafe-inline'" : ''}`,
    // Attributes only: bars and formulas are sized by style attributes. Scripts never run from them.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function hardened(response: NextResponse): NextResponse {
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  response.headers.set('cross-origin-opener-policy', 'same-origin');
  response.headers.set('cross-origin-resource-policy', 'same-origin');
  return response;
}

/** Host and origin checks, the content policy with a fresh nonce, and the language of the path. */
export default function proxy(request: NextRequest) {
  const host = request.headers.get('host') ?? '';
  // A page of another site that points its own name at this address must not read the app (DNS rebinding).
  if (!allowedHosts.includes(hostName(host.toLowerCase()))) {
    return problem(
      421,
      'Misdirected Request',
      `host "${host}" is not served here; set ALLOWED_HOSTS to allow it`,
    );
  }
  if (!isDecodable(request.nextUrl.pathname)) return problem(400, 'Bad Request', 'the address is not UTF-8');
  if (!METHODS.includes(request.method)) {
    return problem(405, 'Method Not Allowed', `method ${request.method}, allowed: ${METHODS.join(', ')}`);
  }
  if (!SAFE_METHODS.includes(request.method) && !fromHere(request, host)) {
    return problem(403, 'Forbidden', 'a page of another site may not change anything here');
  }
  if (request.nextUrl.pathname.startsWith('/api/')) return hardened(NextResponse.next());
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy(nonce));
  const response = localise(new NextRequest(request, { headers }));
  response.headers.set('content-security-policy', policy(nonce));
  return hardened(response);
}

export const config = { matcher: ['/((?!_next/static|favicon|icon).*)'] };
