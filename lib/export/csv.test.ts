import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphExport } from '@/lib/knowledge/graph';
import { readPack } from '@/seed/load-pack';
import { writeCsv } from './csv';
import { nastyGraph } from './nasty-graph';

/** RFC 4180 as it is written, with `undefined` for a field that is empty and not quoted. */
function parseCsv(text: string): (string | undefined)[][] {
  const rows: (string | undefined)[][] = [];
  let row: (string | undefined)[] = [];
  for (let at = 0; at < text.length; ) {
    let value: string | undefined;
    if (text[at] === '"') {
      const parts = [];
      do {
        const close = text.indexOf('"', at + 1);
        parts.push(text.slice(at + 1, close));
        at = close + 1;
      } while (text[at] === '"');
      value = parts.join('"');
    } else {
      const end = /[,\r]/.exec(text.slice(at))?.index ?? 0;
      value = text.slice(at, at + end) || undefined;
      at += end;
    }
    row.push(value);
    if (text[at] === ',') at += 1;
    else {
      expect(text.slice(at, at + 2)).toBe('\r\n');
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

function check(graph: GraphExport): void {
  const [head = [], ...rows] = parseCsv(writeCsv(graph));
  expect(head.slice(0, 2)).toEqual(['_id', '_labels']);
  expect(head.slice(-3)).toEqual(['_start', '_end', '_type']);
  expect(rows.every((row) => row.length === head.length)).toBe(true);
  const records = rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index]])));
  const nodes = records.filter(({ _labels }) => _labels);
  const edges = records.filter(({ _type }) => _type);
  expect([nodes.length, edges.length]).toEqual([graph.nodes.length, graph.edges.length]);
  for (const [index, node] of graph.nodes.entries()) {
    const record = nodes[index];
    expect(record).toMatchObject({ _id: node.id, _labels: `:${node.label}`, name_zh: node.name.zh });
    expect(JSON.parse(record?.evidence ?? '')).toEqual(node.evidence);
    for (const [key, value] of Object.entries(node.props)) {
      if (typeof value !== 'object') expect(record?.[key]).toBe(String(value));
      else if (Array.isArray(value)) {
        const stored = record?.[key] ?? record?.[`${key}_json`];
        expect(JSON.parse(stored ?? '')).toEqual(value);
      } else expect([record?.[`${key}_en`], record?.[`${key}_zh`]]).toEqual([value.en, value.zh]);
    }
  }
  for (const [index, edge] of graph.edges.entries()) {
    expect(edges[index]).toMatchObject({ _id: edge.id, _start: edge.from, _end: edge.to, _type: edge.type });
  }
}

describe('the CSV export', () => {
  it('holds the pack', () => check(readPack('seed/qwen')));

  it('holds any text', () => {
    fc.assert(fc.property(nastyGraph, check), { numRuns: 100 });
  });
});
