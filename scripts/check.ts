import { runChild } from './child.mjs';

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
  const failed: string[] = [];
  for (const [name, command] of CHECKS) {
    process.stderr.write(`== ${name}\n`);
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
    if ((await runChild(command, { env })) !== 0) failed.push(name);
  }
  if (failed.length > 0) throw new Error(`check failed: ${failed.join(', ')}`);
  process.stderr.write('check: all clean\n');
}
