import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { replay } from '@/lib/memory/replay';
import { writeJson } from './write-json';

export const USAGE = 'npm run memory -- replay --in FILE --out FILE';

export async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { in: { type: 'string' }, out: { type: 'string' } },
  });
  if (positionals.join(' ') !== 'replay' || !values.in || !values.out) throw new Error(`usage: ${USAGE}`);
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(values.in, 'utf8'));
  } catch (error) {
    throw new Error(`--in ${values.in}: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
  writeJson(values.out, replay(document));
}
