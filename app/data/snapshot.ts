import { getGraph } from '@/graph/connection';
import { GraphError } from '@/graph/errors';
import { readPackStamps, readSnapshot } from '@/graph/snapshot';
import { type IndexedGraph, indexGraph } from '@/lib/knowledge/indexed';

let cached: { stamps: string; graph: IndexedGraph } | undefined;

/** The whole graph, read again only when a pack has changed. @throws GraphError when the database is away or empty. */
export async function getSnapshot(): Promise<IndexedGraph> {
  const port = await getGraph();
  const stamps = JSON.stringify(await readPackStamps(port));
  if (cached?.stamps === stamps) return cached.graph;
  const source = await readSnapshot(port);
  if (source.packs.length === 0)
    throw new GraphError('unavailable', 'snapshot', new Error('no pack is loaded yet'));
  const graph = indexGraph(source);
  cached = { stamps: JSON.stringify(source.packs), graph };
  return graph;
}
