import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './child.mjs';

const STAMP = '.next/built-from';
/** Next writes it last: without it a build was cut short or swept away. */
const BUILD_ID = '.next/BUILD_ID';
// What `next build` reads. Pack files are data: they are loaded at start and need no build.
const INPUTS = [
  'app',
  'graph',
  'lib',
  'seed',
  'scripts',
  'instrumentation.ts',
  'next.config.ts',
  'package-lock.json',
  'proxy.ts',
  'tsconfig.json',
];

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.(test\.tsx?|ya?ml)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function sourceHash(): string {
  const hash = createHash('sha256').update(process.version);
  const isFile = (path: string) => /\.\w+$/.test(path);
  const files = INPUTS.flatMap((input) => (isFile(input) ? [input] : filesBelow(input)));
  for (const file of files.sort()) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Builds the app if its sources differ from those of the last build. Progress goes to standard error. */
export async function ensureBuilt(): Promise<void> {
  const hash = sourceHash();
  if (existsSync(BUILD_ID) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
  process.stderr.write('Building the app (sources changed; about a minute)…\n');
  const began = Date.now();
  const next = join('node_modules', 'next', 'dist', 'bin', 'next');
  const code = await runChild([next, 'build'], {
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  if (code !== 0) throw new Error('the build failed; its message stands above');
  writeFileSync(STAMP, hash);
  process.stderr.write(`Built in ${((Date.now() - began) / 1000).toFixed(0)} s.\n`);
}

export async function main(): Promise<void> {
  await ensureBuilt();
}
