import { z } from 'zod';
import { compareIds } from './canonical';
import type { GraphExport } from './graph';
import { FAMILIES, LABELS } from './vocabulary';

const Month = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'a date like 2024, 2024-06 or 2024-06-07');

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
    if (type !== 'INTRODUCED_IN' || typeof props.date !== 'string') continue;
    const known = dates.get(from);
    if (!known || props.date < known) dates.set(from, props.date);
  }
  const kept = graph.nodes.filter((node) => {
    const date = dates.get(node.id) ?? '';
    if (filter.label && node.label !== filter.label) return false;
    if (filter.family && node.props.family !== filter.family) return false;
    if (filter.generation && !generations.get(node.id)?.has(filter.generation)) return false;
    if (date === '') return !filter.from && !filter.to;
    // "2024-06" is all of June, in a filter and as a date that is known no better.
    const against = (bound: string) => {
      const known = Math.min(bound.length, date.length);
      return compareIds(date.slice(0, known), bound.slice(0, known));
    };
    return (!filter.from || against(filter.from) >= 0) && (!filter.to || against(filter.to) <= 0);
  });
  const ids = new Set(kept.map(({ id }) => id));
  return { nodes: kept, edges: graph.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)) };
}
