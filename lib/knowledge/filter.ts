import { z } from 'zod';
import type { GraphExport } from './graph';
import { FAMILIES, LABELS } from './vocabulary';

const Month = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date like 2024, 2024-06 or 2024-06-07');

/** What a part of the graph is chosen by; nodes must meet every filter that is given. */
export const GraphFilter = z.object({
  label: z.enum(LABELS).optional(),
  generation: z.string().min(1).optional(),
  family: z.enum(FAMILIES).optional(),
  from: Month.optional(),
  to: Month.optional(),
});
export type GraphFilter = z.infer<typeof GraphFilter>;

/** The nodes that meet the filter and the edges between them. */
export function filterGraph(graph: GraphExport, filter: GraphFilter): Pick<GraphExport, 'nodes' | 'edges'> {
  const dates = new Map(graph.nodes.map((node) => [node.id, String(node.props.released ?? '')]));
  const generations = new Map<string, Set<string>>(graph.nodes.map(({ id }) => [id, new Set([id])]));
  for (const { type, from, to, props } of graph.edges) {
    if (type === 'MEMBER_OF' || type === 'INTRODUCED_IN') generations.get(from)?.add(to);
    if (type === 'INTRODUCED_IN' && typeof props.date === 'string' && !dates.get(from))
      dates.set(from, props.date);
  }
  const kept = graph.nodes.filter((node) => {
    const date = dates.get(node.id) ?? '';
    if (filter.label && node.label !== filter.label) return false;
    if (filter.family && node.props.family !== filter.family) return false;
    if (filter.generation && !generations.get(node.id)?.has(filter.generation)) return false;
    if (filter.from && date < filter.from) return false;
    // "2024-06" includes all of June.
    return !filter.to || (date !== '' && date.slice(0, filter.to.length) <= filter.to);
  });
  const ids = new Set(kept.map(({ id }) => id));
  return { nodes: kept, edges: graph.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)) };
}
