import { readServerConfig } from '@/app/config';
import { runChild } from './child.mjs';

/** The development server on the same address as `npm start`. */
export async function main(): Promise<void> {
  const { host, port } = readServerConfig(process.env);
  const next = ['node_modules/next/dist/bin/next', 'dev', '-H', host, '-p', String(port)];
  process.exitCode = await runChild(next, { env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } });
}
