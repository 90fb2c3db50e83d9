import type { GraphEdge, GraphNode } from './graph';
import type { IndexedGraph } from './indexed';

/**
 * The one model in which a technique entered the line, or nothing when several came out on that day with it: the edge
 * then names one of them, and to call that one the first would say more than is known.
 */
export function soleFirstModel(graph: IndexedGraph, introduced: GraphEdge): GraphNode | undefined {
  const model = graph.node(String(introduced.props.model ?? ''));
  if (!model) return undefined;
  const together = graph.into(introduced.to, 'MEMBER_OF').filter(({ from }) => {
    const uses = graph.out(from, 'USES').some(({ to }) => to === introduced.from);
    return uses && graph.node(from)?.props.released === model.props.released;
  });
  return together.every(({ from }) => from === model.id) ? model : undefined;
}
