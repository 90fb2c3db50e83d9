import type { GraphExport, PropValue } from '@/lib/knowledge/graph';
import type { Check } from './item';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Whether a check holds with `?` read as `value`. Works on the raw export alone and knows nothing of the generators:
 * it is the second, independent way to every key.
 */
export function holds(graph: GraphExport, check: Check, value: PropValue): boolean {
  const fill = (slot: PropValue) => (slot === '?' ? value : slot);
  if (check.kind === 'prop') {
    const node = graph.nodes.find(({ id }) => id === fill(check.node));
    const actual = node?.props[check.prop];
    return actual !== undefined && same(actual, fill(check.equals));
  }
  return graph.edges.some(
    (edge) =>
      edge.type === check.type &&
      edge.from === fill(check.from) &&
      edge.to === fill(check.to) &&
      Object.entries(check.props ?? {}).every(([name, wanted]) => same(edge.props[name], fill(wanted))),
  );
}
