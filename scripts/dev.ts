import { spawn } from 'node:child_process';
import { readServerConfig } from '@/app/config';

/** The development server on the same address as `npm start`. */
export async function main(): Promise<void> {
  const { host, port } = readServerConfig(process.env);
  const next = ['node_modules/next/dist/bin/next', 'dev', '-H', host, '-p', String(port)];
  const child = spawn(process.execPath, next, {
    stdio: 'inherit',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 0));
}
