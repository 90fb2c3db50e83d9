import type { GraphEdge, GraphExport, GraphNode } from './graph';
import type { EdgeType, Label } from './vocabulary';

/** A graph with the look-ups that pure code needs; built once per snapshot in O(nodes + edges). */
export interface IndexedGraph {
  readonly source: GraphExport;
  node(id: string): GraphNode | undefined;
  edge(id: string): GraphEdge | undefined;
  withLabel(label: Label): readonly GraphNode[];
  withType(type: EdgeType): readonly GraphEdge[];
  out(id: string, type?: EdgeType): readonly GraphEdge[];
  into(id: string, type?: EdgeType): readonly GraphEdge[];
}

function group<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const list = groups.get(key);
    if (list) list.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

export function indexGraph(source: GraphExport): IndexedGraph {
  const nodes = new Map(source.nodes.map((node) => [node.id, node]));
  const edges = new Map(source.edges.map((edge) => [edge.id, edge]));
  const byLabel = group(source.nodes, (node) => node.label);
  const byType = group(source.edges, (edge) => edge.type);
  const byFrom = group(source.edges, (edge) => edge.from);
  const byTo = group(source.edges, (edge) => edge.to);
  const ofType = (list: readonly GraphEdge[] = [], type?: EdgeType) =>
    type ? list.filter((edge) => edge.type === type) : list;
  return {
    source,
    node: (id) => nodes.get(id),
    edge: (id) => edges.get(id),
    withLabel: (label) => byLabel.get(label) ?? [],
    withType: (type) => byType.get(type) ?? [],
    out: (id, type) => ofType(byFrom.get(id), type),
    into: (id, type) => ofType(byTo.get(id), type),
  };
}
