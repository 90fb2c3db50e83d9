import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readGraphConfig } from '@/graph/config';
import { openGraph } from '@/graph/open';
import { readSnapshot } from '@/graph/snapshot';
import { type IndexedGraph, indexGraph } from '@/lib/knowledge/indexed';
import { enumerateItems, sampleItems, TEMPLATES } from '@/lib/quiz/generate';
import { DEFAULT_PACKS, readPacks } from '@/seed/load-pack';

export const USAGE =
  'npm run quiz -- sample --count N --seed S [--template T] [--out FILE] | enumerate [--template T] [--out FILE]';

function wholeNumber(name: string, text: string | undefined): number {
  if (text === undefined || !/^\d{1,7}$/.test(text))
    throw new Error(`--${name} ${text ?? 'is missing'}: expected a whole number from 0 to 9999999`);
  return Number(text);
}

/** From the packs, in memory: a running server is not disturbed. From Neo4j where NEO4J_URI names one. */
async function readGraph(): Promise<IndexedGraph> {
  const config = readGraphConfig(process.env);
  if (config.engine === 'embedded') return indexGraph(readPacks(DEFAULT_PACKS));
  const port = openGraph(config);
  try {
    return indexGraph(await readSnapshot(port));
  } finally {
    await port.close();
  }
}

export async function main(args: readonly string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { count: text, seed: text, template: text, out: text },
  });
  const [verb, ...rest] = positionals;
  if (rest.length > 0) throw new Error(`"${rest[0]}" is not expected; usage: ${USAGE}`);
  if (verb !== 'sample' && verb !== 'enumerate') throw new Error(`usage: ${USAGE}`);
  if (verb === 'enumerate' && (values.count !== undefined || values.seed !== undefined)) {
    throw new Error('enumerate gives every item once: --count and --seed belong to sample');
  }
  const templates = TEMPLATES.filter(({ id }) => values.template === undefined || id === values.template);
  if (templates.length === 0) {
    throw new Error(
      `--template ${values.template}: unknown, known: ${TEMPLATES.map(({ id }) => id).join(', ')}`,
    );
  }
  const wanted =
    verb === 'sample'
      ? { count: wholeNumber('count', values.count), seed: wholeNumber('seed', values.seed) }
      : undefined;
  const graph = await readGraph();
  const items = wanted ? sampleItems(graph, { ...wanted, templates }) : enumerateItems(graph, templates);
  const lines = items.map((item) => `${JSON.stringify(item)}\n`).join('');
  if (values.out) writeFileSync(values.out, lines);
  else process.stdout.write(lines);
}
