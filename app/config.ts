import { isIP } from 'node:net';
import { isTimezone } from '@/lib/memory/local-day';

export interface ServerConfig {
  readonly host: string;
  readonly port: number;
  /** Host names that may be asked for, without ports. */
  readonly allowedHosts: readonly string[];
  readonly timezone: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const bad = (name: string, value: string, problem: string, example: string) =>
  new Error(`${name}="${value}" ${problem}, for example ${name}=${example}`);

/**
 * Reads where to serve.
 * @throws Error with one line: the variable, its value, what is wrong, an example.
 */
export function readServerConfig(env: Environment): ServerConfig {
  const port = env.PORT || '3000';
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw bad('PORT', port, 'is not a port from 1 to 65535', '3000');
  }
  const host = env.HOST || '127.0.0.1';
  if (isIP(host) === 0 && !/^[A-Za-z0-9.-]+$/.test(host))
    throw bad('HOST', host, 'is not a host name or address', '127.0.0.1');
  const extra = (env.ALLOWED_HOSTS ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  for (const name of extra) {
    if (!/^[A-Za-z0-9.-]+$/.test(name))
      throw bad('ALLOWED_HOSTS', name, 'is not a host name', 'study.example.org');
  }
  const timezone = env.TZ_DEFAULT || 'UTC';
  if (!isTimezone(timezone)) throw bad('TZ_DEFAULT', timezone, 'is not an IANA zone', 'Asia/Shanghai');
  return {
    host,
    port: Number(port),
    allowedHosts: [
      'localhost',
      '127.0.0.1',
      '[::1]',
      ...[host.includes(':') ? `[${host}]` : host, ...extra].map((name) => name.toLowerCase()),
    ],
    timezone,
  };
}
