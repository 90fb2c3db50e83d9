import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeEdge, decodeNode, encodeEdge, encodeNode } from '@/graph/encoding';
import { GraphError } from '@/graph/errors';
import { appendEvents, readEvents } from '@/graph/learner';
import { applyPacks, isUnchanged, type PackContent, type PackDiff } from '@/graph/packs';
import type { GraphPort, NamedQuery } from '@/graph/port';
import { deleteNodes, readEdges, readNodes, upsertEdges, upsertNodes } from '@/graph/queries/elements';
import { readSnapshot } from '@/graph/snapshot';
import { type GraphEdge, type GraphNode, Props, type PropValue } from '@/lib/knowledge/graph';
import { LABELS } from '@/lib/knowledge/vocabulary';

const text = { en: 'Grouped-query attention', zh: '分组查询注意力' };

function node(
  id: string,
  props: Record<string, PropValue> = {},
  label: GraphNode['label'] = 'Technique',
): GraphNode {
  return {
    id,
    label,
    name: text,
    props,
    evidence: [
      { source: 'src.test', locator: 'table 1', quote: '“引用”', confidence: 'verified', fields: ['n'] },
    ],
  };
}

function replaces(from: string, to: string, props: Record<string, PropValue> = {}): GraphEdge {
  return { id: `${from}.replaces.${to}`, type: 'REPLACES', from, to, props, evidence: [] };
}

function pack(
  nodes: GraphNode[],
  edges: GraphEdge[] = [],
  hash = JSON.stringify([nodes, edges]),
): PackContent {
  return { stamp: { id: 'test', version: '1', hash }, yields_to: [], nodes, edges };
}

async function applyPack(
  port: GraphPort,
  content: PackContent,
  options: { dryRun: boolean },
): Promise<PackDiff> {
  const [changes] = await applyPacks(port, [content], options);
  if (!changes) throw new Error('no diff');
  return changes;
}

const LIMITED: NamedQuery<{ k: number }, { id: string }> = {
  name: 'test.limit',
  mode: 'read',
  cypher: 'MATCH (n:Technique) RETURN n.id AS id ORDER BY n.id LIMIT $k',
  params: z.object({ k: z.number().int() }),
  row: z.object({ id: z.string() }),
};

const CREATE: NamedQuery<{ id: string }, unknown> = {
  name: 'test.create',
  mode: 'write',
  cypher: 'CREATE (n:Technique {id: $id, pack: "test"})',
  params: z.object({ id: z.string() }),
  row: z.unknown(),
};

const WIPE: NamedQuery<Record<string, never>, unknown> = {
  name: 'test.wipe',
  mode: 'write',
  cypher: 'MATCH (n) DETACH DELETE n',
  params: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  row: z.unknown(),
};

const key = fc.stringMatching(/^[a-z][a-z_]{0,11}$/).filter((name) => Props.safeParse({ [name]: 1 }).success);
const anyText = fc.string({ minLength: 1, unit: 'grapheme' }).filter((value) => !value.includes('\0'));
const value = fc.oneof(
  anyText,
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
  fc.array(anyText, { minLength: 1, maxLength: 3 }),
  fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 3 }),
  fc.record({ en: anyText, zh: anyText }),
  fc.array(fc.record({ tex: anyText, n: fc.integer(), meaning: fc.record({ en: anyText, zh: anyText }) }), {
    minLength: 1,
    maxLength: 3,
  }),
);
const anyProps = fc.dictionary(key, value, { maxKeys: 6 });

/** What every engine behind the port must do. Each implementation calls this with a way to open a clean database. */
export function describeGraphPort(name: string, open: () => Promise<GraphPort>): void {
  describe(`graph port: ${name}`, () => {
    let port: GraphPort;
    beforeAll(async () => {
      port = await open();
      await port.prepare();
    }, 120_000);
    afterAll(async () => port?.close());
    beforeEach(async () => {
      await port.write((tx) => tx.run(WIPE, {}));
    });

    it('prepares again without a word', async () => {
      await port.prepare();
      await port.ping();
    });

    it('gives back every element exactly as it was written', async () => {
      await fc.assert(
        fc.asyncProperty(anyProps, anyProps, async (nodeProps, edgeProps) => {
          const a = node('a', nodeProps);
          const b = node('b');
          const edge = replaces('a', 'b', edgeProps);
          await port.write(async (tx) => {
            await tx.run(upsertNodes('Technique'), {
              rows: [a, b].map((n) => ({ id: n.id, props: encodeNode(n, 'test') })),
            });
            await tx.run(upsertEdges('REPLACES', 'Technique', 'Technique'), {
              rows: [{ id: edge.id, from: 'a', to: 'b', props: encodeEdge(edge, 'test') }],
            });
          });
          const [first] = await port.read(readNodes('Technique'), {});
          const [link] = await port.read(readEdges('REPLACES'), {});
          expect(decodeNode('Technique', first?.props ?? {})).toEqual(a);
          expect(decodeEdge('REPLACES', link?.from ?? '', link?.to ?? '', link?.props ?? {})).toEqual(edge);
        }),
        { numRuns: 40 },
      );
    });

    it('replaces properties instead of merging them', async () => {
      await applyPack(port, pack([node('a', { old: 1 })]), { dryRun: false });
      await applyPack(port, pack([node('a', { fresh: 2 })]), { dryRun: false });
      expect((await readSnapshot(port)).nodes[0]?.props).toEqual({ fresh: 2 });
    });

    it('loads a pack, and a second run changes nothing', async () => {
      const content = pack([node('a'), node('b')], [replaces('a', 'b')]);
      const first = await applyPack(port, content, { dryRun: false });
      expect(first.kinds.map(({ kind, created }) => [kind, created.length])).toEqual([
        ['Technique', 2],
        ['REPLACES', 1],
      ]);
      const before = await readSnapshot(port);
      const second = await applyPack(port, content, { dryRun: false });
      expect(isUnchanged(second)).toBe(true);
      expect(second.kinds.map(({ unchanged }) => unchanged)).toEqual([2, 1]);
      expect(await readSnapshot(port)).toEqual(before);
    });

    it('prunes what a pack no longer has, and says what it changed', async () => {
      await applyPack(
        port,
        pack([node('a'), node('b'), node('c')], [replaces('a', 'b'), replaces('b', 'c')]),
        { dryRun: false },
      );
      const changes = await applyPack(port, pack([node('a', { n: 1 }), node('b')], [replaces('a', 'b')]), {
        dryRun: false,
      });
      expect(changes.kinds).toEqual([
        { kind: 'Technique', created: [], updated: ['a'], deleted: ['c'], unchanged: 1 },
        { kind: 'REPLACES', created: [], updated: [], deleted: ['b.replaces.c'], unchanged: 1 },
      ]);
      const { nodes, edges } = await readSnapshot(port);
      expect([nodes.map(({ id }) => id), edges.map(({ id }) => id)]).toEqual([['a', 'b'], ['a.replaces.b']]);
    });

    it('keeps the edges of a node that changes its label', async () => {
      const edge: GraphEdge = {
        id: 'm.builds-on.x',
        type: 'BUILDS_ON',
        from: 'm',
        to: 'x',
        props: {},
        evidence: [],
      };
      await applyPack(port, pack([node('m'), node('x')], [edge]), { dryRun: false });
      await applyPack(port, pack([node('m'), node('x', {}, 'Stage')], [edge]), { dryRun: false });
      expect((await readSnapshot(port)).edges.map(({ id }) => id)).toEqual(['m.builds-on.x']);
    });

    it('writes nothing on a dry run', async () => {
      const changes = await applyPack(port, pack([node('a')]), { dryRun: true });
      expect(changes.kinds[0]?.created).toEqual(['a']);
      expect((await readSnapshot(port)).nodes).toEqual([]);
    });

    it('leaves other packs and the learner alone', async () => {
      await appendEvents(port, 'me', [
        { id: 'e1', type: 'answer', at: '2026-01-01T00:00:00Z', component: 'c' },
      ]);
      await applyPack(
        port,
        { ...pack([node('other')]), stamp: { id: 'other', version: '1', hash: 'h' } },
        { dryRun: false },
      );
      await applyPack(port, pack([node('a')]), { dryRun: false });
      await applyPack(port, pack([]), { dryRun: false });
      expect((await readSnapshot(port)).nodes.map(({ id }) => id)).toEqual(['other']);
      expect(await readEvents(port, 'me')).toHaveLength(1);
      await expect(applyPack(port, pack([node('other')]), { dryRun: false })).rejects.toThrow(
        'belongs to pack "other"',
      );
    });

    describe('two packs that state the same element', () => {
      const main: PackContent = {
        ...pack([node('a', { n: 1 }), node('b')], [replaces('a', 'b', { n: 1 })]),
        stamp: { id: 'main', version: '1', hash: 'm' },
      };
      const beside: PackContent = {
        ...pack(
          [node('a', { n: 2 }), node('c'), node('b')],
          [replaces('a', 'b', { n: 2 }), replaces('b', 'c')],
        ),
        stamp: { id: 'beside', version: '1', hash: 'b' },
        yields_to: ['main'],
      };
      const read = async () => {
        const { nodes, edges } = await readSnapshot(port);
        return [...nodes, ...edges].map(({ id, props }) => (props.n === undefined ? id : `${id}=${props.n}`));
      };
      const both = ['a=1', 'b', 'c', 'a.replaces.b=1', 'b.replaces.c'];

      it.each([
        ['together', [[main, beside]]],
        ['one after the other', [[main], [beside]]],
        ['the other one first', [[beside], [main]]],
      ])('keep the one that is not yielding: %s', async (_order, loads) => {
        for (const load of loads) await applyPacks(port, load, { dryRun: false });
        expect(await read()).toEqual(both);
        expect((await applyPacks(port, [main, beside], { dryRun: false })).every(isUnchanged)).toBe(true);
      });

      it('stand alone', async () => {
        await applyPacks(port, [beside], { dryRun: false });
        expect(await read()).toEqual(['a=2', 'b', 'c', 'a.replaces.b=2', 'b.replaces.c']);
      });

      it('come back when the other pack drops them', async () => {
        await applyPacks(port, [main, beside], { dryRun: false });
        const less: PackContent = { ...main, nodes: [], edges: [], stamp: { ...main.stamp, hash: 'm2' } };
        await applyPacks(port, [less, beside], { dryRun: false });
        expect(await read()).toEqual(['a=2', 'b', 'c', 'a.replaces.b=2', 'b.replaces.c']);
      });

      it('count each element once on a dry run', async () => {
        const diffs = await applyPacks(port, [main, beside], { dryRun: true });
        const created = diffs.flatMap(({ kinds }) => kinds.flatMap((kind) => kind.created));
        expect(created.sort()).toEqual(['a', 'a.replaces.b', 'b', 'b.replaces.c', 'c']);
      });

      it('refuse an id that is something else in the other pack', async () => {
        await applyPacks(port, [main], { dryRun: false });
        const other = { ...beside, nodes: [node('a', {}, 'Stage')], edges: [] };
        await expect(applyPacks(port, [other], { dryRun: false })).rejects.toThrow(
          '"a" is a Technique of pack',
        );
      });
    });

    it('writes all or nothing', async () => {
      const dangling: GraphEdge = { ...replaces('a', 'gone'), id: 'a.replaces.gone' };
      await expect(applyPack(port, pack([node('a')], [dangling]), { dryRun: false })).rejects.toThrow(
        '"gone"',
      );
      expect((await readSnapshot(port)).nodes).toEqual([]);
      await expect(
        port.write(async (tx) => {
          await tx.run(CREATE, { id: 'half' });
          throw new Error('stop');
        }),
      ).rejects.toThrow('stop');
      expect(await port.read(LIMITED, { k: 10 })).toEqual([]);
    });

    it('refuses a second node with the same id', async () => {
      await port.write((tx) => tx.run(CREATE, { id: 'a' }));
      const again = port.write((tx) => tx.run(CREATE, { id: 'a' }));
      await expect(again).rejects.toMatchObject({ name: 'GraphError', kind: 'constraint' });
    });

    it('takes whole numbers for LIMIT and returns plain numbers', async () => {
      await applyPack(port, pack(['c', 'a', 'b'].map((id) => node(id, { tokens: 3.6e13, eps: 1e-6 }))), {
        dryRun: false,
      });
      expect(await port.read(LIMITED, { k: 2 })).toEqual([{ id: 'a' }, { id: 'b' }]);
      expect((await readSnapshot(port)).nodes[0]?.props).toEqual({ eps: 1e-6, tokens: 3.6e13 });
    });

    it('refuses a write in read(), wrong parameters and wrong rows', async () => {
      await expect(port.read(deleteNodes('Technique'), { ids: [] })).rejects.toBeInstanceOf(GraphError);
      await expect(port.read(LIMITED, { k: 1.5 })).rejects.toMatchObject({ kind: 'bug' });
      await applyPack(port, pack([node('a')]), { dryRun: false });
      const wrong = { ...LIMITED, row: z.object({ id: z.number() }) } as unknown as typeof LIMITED;
      await expect(port.read(wrong, { k: 1 })).rejects.toMatchObject({ kind: 'bug' });
    });

    it('takes text that looks like Cypher as text', async () => {
      const hostile = "x'}) DETACH DELETE n //";
      await applyPack(port, pack([node('a', { note: hostile })]), { dryRun: false });
      expect((await readSnapshot(port)).nodes[0]?.props.note).toBe(hostile);
    });

    it('sorts nodes and edges by id whatever the order of writing', async () => {
      const ids = ['b', 'a.c', 'a-b', 'a', 'ab'];
      await applyPack(port, pack(ids.map((id) => node(id))), { dryRun: false });
      expect((await readSnapshot(port)).nodes.map(({ id }) => id)).toEqual([...ids].sort());
    });

    it('keeps one event per id, also when several arrive at once', async () => {
      const event = (grade: number) => ({
        id: 'r1',
        type: 'answer',
        at: '2026-01-01T00:00:00Z',
        component: 'c',
        grade,
      });
      const stored = await Promise.all([1, 2, 3, 4].map((grade) => appendEvents(port, 'me', [event(grade)])));
      expect(new Set(stored.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await readEvents(port, 'me')).toHaveLength(1);
      expect(await readEvents(port, 'someone-else')).toEqual([]);
    });

    it('appends many events in one go, all or none, and keeps what was there', async () => {
      const event = (n: number, grade: number) => ({
        id: `r${n}`,
        type: 'answer',
        at: `2026-01-01T00:00:${String(n % 60).padStart(2, '0')}Z`,
        component: 'c',
        grade,
      });
      await appendEvents(port, 'me', [event(7, 4)]);
      const many = Array.from({ length: 2_300 }, (_, n) => event(n, 1));
      const stored = await appendEvents(port, 'me', many);
      expect(stored.map(({ id }) => id)).toEqual(many.map(({ id }) => id));
      expect(stored[7]).toMatchObject({ grade: 4 });
      expect(await readEvents(port, 'me')).toHaveLength(many.length);
      const broken = [event(9_000, 1), { ...event(9_001, 1), id: '' }];
      await expect(appendEvents(port, 'me', broken)).rejects.toBeInstanceOf(GraphError);
      expect(await readEvents(port, 'me')).toHaveLength(many.length);
    }, 60_000);

    it('has a label for every kind of node that it reads', async () => {
      await applyPack(port, pack(LABELS.map((label) => node(label.toLowerCase(), {}, label))), {
        dryRun: false,
      });
      expect((await readSnapshot(port)).nodes.map(({ label }) => label).sort()).toEqual([...LABELS]);
    });
  });
}
