import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { buildSearch, type Search } from '@/lib/search/search';
import { getSnapshot } from './snapshot';

/** A snapshot lasts until a pack changes, and so does its index. */
const searchByGraph = new WeakMap<IndexedGraph, Search>();

export async function getSearch(): Promise<Search> {
  const graph = await getSnapshot();
  const known = searchByGraph.get(graph);
  if (known) return known;
  const search = buildSearch(graph.source);
  searchByGraph.set(graph, search);
  return search;
}
