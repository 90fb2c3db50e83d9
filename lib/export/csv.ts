import { compareIds } from '@/lib/knowledge/canonical';
import type { GraphExport } from '@/lib/knowledge/graph';
import { type FlatValue, flatElement } from './flat';

/** Quoted where RFC 4180 asks for it; an empty text is quoted too, so that it differs from a value that is absent. */
function cell(value: FlatValue | undefined): string {
  if (value === undefined) return '';
  const text = String(value);
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Nodes and then edges in one document: `_id,_labels,<properties>,_start,_end,_type`. A node has `_labels` (":Model"),
 * an edge `_start`, `_end` and `_type`. RFC 4180, UTF-8, lines end in CRLF; lists and evidence are JSON.
 */
export function writeCsv({ nodes, edges }: GraphExport): string {
  const rows = [
    ...nodes.map((node) => ({ id: node.id, labels: `:${node.label}`, values: flatElement(node), ends: [] })),
    ...edges.map((edge) => ({
      id: edge.id,
      labels: undefined,
      values: flatElement(edge),
      ends: [edge.from, edge.to, edge.type],
    })),
  ];
  const columns = [...new Set(rows.flatMap(({ values }) => [...values.keys()]))].sort(compareIds);
  const head = ['_id', '_labels', ...columns, '_start', '_end', '_type'];
  const lines = rows.map(({ id, labels, values, ends }) =>
    [
      id,
      labels,
      ...columns.map((column) => values.get(column)),
      ...[0, 1, 2].map((index) => ends[index]),
    ].map(cell),
  );
  return [head, ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}
