import { canonicalExport } from '@/lib/knowledge/canonical';
import type { GraphEdge, GraphExport, GraphNode, PackStamp } from '@/lib/knowledge/graph';
import { EDGE_TYPES, LABELS } from '@/lib/knowledge/vocabulary';
import { decodeEdge, decodeNode } from './encoding';
import type { GraphPort } from './port';
import { readEdges, readNodes } from './queries/elements';
import { READ_PACKS } from './queries/packs';

export function readPackStamps(port: GraphPort): Promise<PackStamp[]> {
  return port.read(READ_PACKS, {});
}

async function readElements(port: GraphPort): Promise<{ nodes: GraphNode[]; edges: GraphEdge[] }> {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  for (const label of LABELS) {
    for (const { props } of await port.read(readNodes(label), {})) nodes.push(decodeNode(label, props));
  }
  for (const type of EDGE_TYPES) {
    for (const { from, to, props } of await port.read(readEdges(type), {})) {
      edges.push(decodeEdge(type, from, to, props));
    }
  }
  return { nodes, edges };
}

/** The whole graph in one fixed order: both engines give the same bytes for the same packs. */
export async function readSnapshot(port: GraphPort): Promise<GraphExport> {
  for (;;) {
    const before = await readPackStamps(port);
    const { nodes, edges } = await readElements(port);
    const after = await readPackStamps(port);
    // A pack that was loaded between two of the reads would give a graph that never was.
    if (JSON.stringify(before) === JSON.stringify(after)) return canonicalExport(after, nodes, edges);
  }
}
