import { spawnSync } from 'node:child_process';

const CHECKS: readonly (readonly [string, string[]])[] = [
  ['format and lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']],
  ['route types', ['node_modules/next/dist/bin/next', 'typegen']],
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit']],
  [
    'room boundaries',
    [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.mjs',
      'app',
      'graph',
      'lib',
      'seed',
      'scripts',
      'tests',
    ],
  ],
  ['dead code', ['node_modules/knip/bin/knip.js']],
];

/** Types, lint, formatting, room boundaries, dead code. Runs them all, so that one run shows everything. */
export async function main(): Promise<void> {
  const failed = CHECKS.filter(([name, command]) => {
    process.stderr.write(`== ${name}\n`);
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
    return spawnSync(process.execPath, command, { stdio: ['ignore', 2, 2], env }).status !== 0;
  }).map(([name]) => name);
  if (failed.length > 0) throw new Error(`check failed: ${failed.join(', ')}`);
  process.stderr.write('check: all clean\n');
}
