import { compareIds } from '@/lib/knowledge/canonical';
import type { GraphExport } from '@/lib/knowledge/graph';
import { type FlatValue, flatElement } from './flat';

/** Characters that no XML 1.0 document may hold; half of a surrogate pair is one of them. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for an element or an attribute. Line ends and tabs by number: a reader may turn plain ones into others. */
function xml(text: FlatValue): string {
  return String(text)
    .replace(FORBIDDEN, '\u{FFFD}')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
    .replace(/[\t\n\r\u0085\u2028]/g, (character) => `&#${character.charCodeAt(0)};`);
}

type KeyType = 'boolean' | 'long' | 'double' | 'string';

const typeOf = (value: FlatValue): KeyType => {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'long' : 'double';
  return typeof value === 'boolean' ? 'boolean' : 'string';
};

/** A type that holds the values of both. */
function common(a: KeyType, b: KeyType): KeyType {
  if (a === b) return a;
  return [a, b].every((type) => type === 'long' || type === 'double') ? 'double' : 'string';
}

type Rows = readonly (readonly [string, FlatValue])[][];

/** One typed key per property name: a type that holds every value that the name has. */
function keysOf(kind: 'node' | 'edge', rows: Rows): string[] {
  const types = new Map<string, KeyType>();
  for (const [name, value] of rows.flat()) {
    const type = typeOf(value);
    types.set(name, common(types.get(name) ?? type, type));
  }
  return [...types]
    .sort(([a], [b]) => compareIds(a, b))
    .map(
      ([name, type]) => `<key id="${kind}.${name}" for="${kind}" attr.name="${name}" attr.type="${type}"/>`,
    );
}

const data = (kind: 'node' | 'edge', row: Rows[number]) =>
  row.map(([name, value]) => `<data key="${kind}.${name}">${xml(value)}</data>`).join('');

/**
 * The graph as GraphML: directed, keys typed, `_label` of a node and `_type` of an edge among them. Lists and evidence are
 * JSON texts. A control character, which XML cannot hold, is replaced by U+FFFD.
 */
export function writeGraphml({ packs, nodes, edges }: GraphExport): string {
  const nodeRows = nodes.map((node) => [['_label', node.label] as const, ...flatElement(node)]);
  const edgeRows = edges.map((edge) => [['_type', edge.type] as const, ...flatElement(edge)]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">',
    '<key id="graph.packs" for="graph" attr.name="packs" attr.type="string"/>',
    ...keysOf('node', nodeRows),
    ...keysOf('edge', edgeRows),
    '<graph id="qwenealogy" edgedefault="directed">',
    `<data key="graph.packs">${xml(JSON.stringify(packs))}</data>`,
    ...nodes.map(({ id }, index) => `<node id="${xml(id)}">${data('node', nodeRows[index] ?? [])}</node>`),
    ...edges.map(
      ({ id, from, to }, index) =>
        `<edge id="${xml(id)}" source="${xml(from)}" target="${xml(to)}">${data('edge', edgeRows[index] ?? [])}</edge>`,
    ),
    '</graph>',
    '</graphml>',
    '',
  ].join('\n');
}
