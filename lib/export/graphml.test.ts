import fc from 'fast-check';
import { MultiDirectedGraph } from 'graphology';
import graphml from 'graphology-graphml';
import { describe, expect, it } from 'vitest';
import type { GraphExport } from '@/lib/knowledge/graph';
import { readPack } from '@/seed/load-pack';
import { type FlatValue, flatElement } from './flat';
import { writeGraphml } from './graphml';
import { nastyGraph } from './nasty-graph';

/** What XML cannot hold comes back as the replacement character. */
const readable = (value: FlatValue) =>
  typeof value === 'string'
    ? value
        .replace(/(?![\t\n\r])\p{Cc}/gu, (control) => (control < ' ' ? '\ufffd' : control))
        .replace(/[\ufffe\uffff]/g, '\ufffd')
    : value;

/** A name whose values differ in kind reads back as text. */
const same = (read: unknown, written: FlatValue) =>
  typeof read === typeof written ? expect(read).toBe(written) : expect(read).toBe(String(written));

function check(graph: GraphExport): void {
  const read = graphml.parse(MultiDirectedGraph, writeGraphml(graph));
  expect([read.order, read.size]).toEqual([graph.nodes.length, graph.edges.length]);
  expect(JSON.parse(read.getAttribute('packs'))).toEqual(graph.packs.map((pack) => ({ ...pack })));
  for (const node of graph.nodes) {
    const { _label, ...attributes } = read.getNodeAttributes(node.id);
    expect(_label).toBe(node.label);
    const written = flatElement(node);
    expect(Object.keys(attributes).sort()).toEqual([...written.keys()].sort());
    for (const [name, value] of written) same(attributes[name], readable(value));
  }
  for (const edge of graph.edges) {
    expect(read.extremities(edge.id)).toEqual([edge.from, edge.to]);
    expect(read.getEdgeAttribute(edge.id, '_type')).toBe(edge.type);
    for (const [name, value] of flatElement(edge))
      same(read.getEdgeAttribute(edge.id, name), readable(value));
  }
}

describe('the GraphML export, read back by graphology', () => {
  it('holds the pack', () => check(readPack('seed/qwen')));

  it('holds any text', () => {
    fc.assert(fc.property(nastyGraph, check), { numRuns: 100 });
  });

  it('types its keys, and replaces what XML cannot hold', () => {
    const [node, ...nodes] = readPack('seed/qwen').nodes.filter(({ label }) => label === 'Model');
    if (!node) throw new Error('no model');
    const name = { en: 'a\u0000b\ud800<', zh: '甲' };
    const xml = writeGraphml({ ...readPack('seed/qwen'), nodes: [{ ...node, name }, ...nodes], edges: [] });
    expect(xml).toContain('<data key="node.name_en">a\ufffdb\ufffd&lt;</data>');
    expect(xml).toContain('attr.name="num_key_value_heads" attr.type="long"');
    expect(xml).toContain('attr.name="rms_norm_eps" attr.type="double"');
    expect(xml).toContain('attr.name="open_weights" attr.type="boolean"');
  });
});
