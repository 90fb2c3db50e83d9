import { describe, expect, it } from 'vitest';
import { readPack } from '@/seed/load-pack';
import type { GraphEdge, GraphNode } from './graph';
import { indexGraph } from './indexed';
import { shortestPaths } from './paths';
import type { EdgeType } from './vocabulary';

const name = { en: 'x', zh: 'x' };
const node = (id: string): GraphNode => ({ id, label: 'Technique', name, props: {}, evidence: [] });
const edge = (from: string, type: EdgeType, to: string): GraphEdge => ({
  id: `${from}.${type}.${to}`,
  type,
  from,
  to,
  props: {},
  evidence: [],
});
const graphOf = (ids: readonly string[], edges: readonly GraphEdge[]) =>
  indexGraph({
    format: 'qwenealogy-graph',
    version: 1,
    packs: [],
    nodes: ids.map(node),
    edges: [...edges],
  });

describe('shortest paths', () => {
  it('gives every shortest path in order, with parallel edges apart and the direction of each', () => {
    const graph = graphOf(
      ['a', 'b', 'c', 'd'],
      [
        edge('a', 'BUILDS_ON', 'c'),
        edge('a', 'BUILDS_ON', 'b'),
        edge('a', 'REPLACES', 'b'),
        edge('d', 'REPLACES', 'b'),
        edge('c', 'BUILDS_ON', 'd'),
      ],
    );
    const paths = shortestPaths(graph, 'a', 'd');
    expect(paths.map(({ edges }) => edges)).toEqual([
      ['a.BUILDS_ON.b', 'd.REPLACES.b'],
      ['a.REPLACES.b', 'd.REPLACES.b'],
      ['a.BUILDS_ON.c', 'c.BUILDS_ON.d'],
    ]);
    expect(paths[0]).toMatchObject({ nodes: ['a', 'b', 'd'], directions: ['along', 'against'] });
    expect(shortestPaths(graph, 'a', 'd', ['REPLACES']).map(({ nodes }) => nodes)).toEqual([['a', 'b', 'd']]);
    expect(shortestPaths(graph, 'a', 'd', ['USES'])).toEqual([]);
    expect(shortestPaths(graph, 'a', 'a')).toEqual([{ nodes: ['a'], edges: [], directions: [] }]);
  });

  it('walks no further than 12 edges and gives no more than 20 paths', () => {
    const chain = Array.from({ length: 14 }, (_, index) => `n${String(index).padStart(2, '0')}`);
    const line = graphOf(
      chain,
      chain.slice(1).map((id, index) => edge(chain[index] ?? '', 'NEXT', id)),
    );
    expect(shortestPaths(line, 'n00', 'n12')).toHaveLength(1);
    expect(shortestPaths(line, 'n00', 'n13')).toEqual([]);
    const middle = Array.from({ length: 30 }, (_, index) => `m${String(index).padStart(2, '0')}`);
    const wide = graphOf(
      ['a', ...middle, 'z'],
      middle.flatMap((id) => [edge('a', 'BUILDS_ON', id), edge(id, 'BUILDS_ON', 'z')]),
    );
    const paths = shortestPaths(wide, 'a', 'z');
    expect(paths.map(({ nodes }) => nodes[1])).toEqual(middle.slice(0, 20));
  });

  it('is the same walk from either end', () => {
    const graph = indexGraph(readPack('seed/qwen'));
    const there = shortestPaths(graph, 'mha', 'gated-deltanet');
    const back = shortestPaths(graph, 'gated-deltanet', 'mha');
    expect(there.length).toBeGreaterThan(0);
    const sets = (paths: typeof there, turn: boolean) =>
      new Set(paths.map(({ edges }) => (turn ? [...edges].reverse() : edges).join(' ')));
    if (there.length < 20) expect(sets(back, true)).toEqual(sets(there, false));
    for (const { nodes, edges } of there) {
      expect(nodes).toHaveLength(edges.length + 1);
      for (const [index, id] of edges.entries()) {
        const { from, to } = graph.edge(id) ?? {};
        expect([from, to].sort()).toEqual([nodes[index], nodes[index + 1]].sort());
      }
    }
  });
});
