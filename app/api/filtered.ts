import { notFound } from '@/app/api/handler';
import { getSnapshot } from '@/app/data/snapshot';
import { filterGraph, type GraphFilter } from '@/lib/knowledge/filter';
import type { GraphExport } from '@/lib/knowledge/graph';

/** The part of the graph that a request asks for. @throws HttpProblem 404 for a generation that does not exist */
export async function filteredGraph(filter: GraphFilter): Promise<GraphExport> {
  const graph = await getSnapshot();
  if (filter.generation && graph.node(filter.generation)?.label !== 'Generation') {
    throw notFound(`no generation "${filter.generation}"`);
  }
  return { ...graph.source, ...filterGraph(graph.source, filter) };
}
