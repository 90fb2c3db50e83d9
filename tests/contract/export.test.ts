import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openEmbedded } from '@/graph/embedded';
import { openNeo4j } from '@/graph/neo4j';
import { applyPacks, isUnchanged, type PackContent } from '@/graph/packs';
import type { GraphPort, NamedQuery } from '@/graph/port';
import { readSnapshot } from '@/graph/snapshot';
import { readStoredForm } from '@/graph/stored-form';
import { writeCypher } from '@/lib/export/cypher';
import { buildSearch } from '@/lib/search/search';
import { DEFAULT_PACKS, statedPack } from '@/seed/load-pack';
import { missingForNeo4j, startNeo4j, type TestServer } from '../neo4j/server';
import { SEARCH_CASES } from './search-cases';

const NOTHING = z.object({}) as unknown as z.ZodType<Record<string, never>>;
const statement = (cypher: string): NamedQuery<Record<string, never>, unknown> => ({
  name: 'test.statement',
  mode: 'write',
  cypher,
  params: NOTHING,
  row: z.unknown(),
});
const contents: PackContent[] = DEFAULT_PACKS.map(statedPack).flatMap(({ graph, yields_to }) =>
  graph.packs.map((stamp) => ({ stamp, yields_to, nodes: graph.nodes, edges: graph.edges })),
);
const WIPE = statement('MATCH (n) DETACH DELETE n');

/** Runs a script as a user would: line by line, each statement in a transaction of its own. */
async function runScript(port: GraphPort, script: string): Promise<void> {
  for (const line of script.split('\n').filter(Boolean)) {
    expect(line.endsWith(';')).toBe(true);
    await port.write((tx) => tx.run(statement(line.slice(0, -1)), {}));
  }
}

const exportOf = async (port: GraphPort) => writeCypher(await readSnapshot(port), await readStoredForm(port));
const ECHO: NamedQuery<Record<string, never>, { text: string }> = {
  name: 'test.echo',
  mode: 'read',
  cypher: 'MATCH (p:Pack) RETURN p.text AS text',
  params: NOTHING,
  row: z.object({ text: z.string() }),
};

function describeExport(name: string, open: () => Promise<GraphPort>): void {
  describe(`export and search: ${name}`, () => {
    let source: GraphPort;
    let target: GraphPort;
    beforeAll(async () => {
      source = openEmbedded();
      await source.prepare();
      await applyPacks(source, contents, { dryRun: false });
      target = await open();
      await target.write((tx) => tx.run(WIPE, {}));
    }, 120_000);
    afterAll(async () => {
      await source?.close();
      await target?.close();
    });

    it('re-creates the same graph by the Cypher export, which its packs then find unchanged', async () => {
      const script = await exportOf(source);
      await runScript(target, script);
      expect(JSON.stringify(await readSnapshot(target))).toBe(JSON.stringify(await readSnapshot(source)));
      expect(await exportOf(target)).toBe(script);
      expect((await applyPacks(target, contents, { dryRun: true })).every(isUnchanged)).toBe(true);
    }, 300_000);

    it('finds the same in the same order', async () => {
      const here = buildSearch(await readSnapshot(target));
      const there = buildSearch(await readSnapshot(source));
      for (const [query, ...first] of SEARCH_CASES) {
        const hits = here(query, 50);
        expect(hits).toEqual(there(query, 50));
        expect([query, first]).toEqual([query, expect.arrayContaining([hits[0]?.id])]);
      }
    });

    it('writes every text so that it comes back', async () => {
      const nasty = fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc
          .array(
            fc.constantFrom(
              '\\',
              "'",
              '"',
              '`',
              '\n',
              '\r',
              '\t',
              ';',
              '$',
              '{',
              '//',
              '\\u0027',
              '\u2028',
              '😀',
            ),
          )
          .map((parts) => parts.join('')),
        fc.constantFrom(
          '\\underbrace{x}',
          '\\u0027}) DETACH DELETE n //',
          '\u0001\u001f\u007f',
          '’“”',
          '你好；',
        ),
      );
      await fc.assert(
        fc.asyncProperty(
          nasty.filter((text) => !text.includes('\0')),
          async (text) => {
            await target.write((tx) => tx.run(WIPE, {}));
            const stamp = { id: 'p', version: '1', hash: 'h' };
            const graph = {
              format: 'qwenealogy-graph',
              version: 1,
              packs: [stamp],
              nodes: [],
              edges: [],
            } as const;
            const script = writeCypher(
              { ...graph, packs: [stamp], nodes: [], edges: [] },
              {
                schema: [],
                nodeProps: () => ({}),
                edgeProps: () => ({}),
                packProps: () => ({ ...stamp, text, list: [text, 'x'] }),
              },
            );
            await runScript(target, script);
            expect(await target.read(ECHO, {})).toEqual([{ text }]);
          },
        ),
        { numRuns: 60 },
      );
    }, 120_000);
  });
}

describeExport('embedded', async () => openEmbedded());

const missing = missingForNeo4j();
if (missing) {
  it.skip(`Neo4j: ${missing}`, () => {});
} else {
  let server: TestServer;
  beforeAll(async () => {
    server = await startNeo4j();
  }, 700_000);
  afterAll(async () => server?.stop(), 60_000);
  describeExport('Neo4j', async () => openNeo4j({ engine: 'neo4j', database: 'neo4j', ...server }));
}
