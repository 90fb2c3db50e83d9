import type { StoredForm } from '@/lib/export/cypher';
import { EDGE_TYPES, LABELS } from '@/lib/knowledge/vocabulary';
import { encodeEdge, encodeNode } from './encoding';
import type { GraphPort } from './port';
import { readEdges, readNodes } from './queries/elements';
import { READ_YIELDS } from './queries/packs';
import { CONSTRAINTS } from './queries/schema';

/**
 * How the elements that a database holds now are stored: which pack stated each of them is kept beside the graph, and a
 * copy without it could not be updated by its packs.
 */
export async function readStoredForm(port: GraphPort): Promise<StoredForm> {
  const owners = new Map<string, string>();
  const keep = (kind: string, { id, pack }: Record<string, unknown>) =>
    owners.set(`${kind} ${id}`, String(pack));
  for (const label of LABELS) {
    for (const { props } of await port.read(readNodes(label), {})) keep(label, props);
  }
  for (const type of EDGE_TYPES) {
    for (const { props } of await port.read(readEdges(type), {})) keep(type, props);
  }
  const yields = new Map(
    (await port.read(READ_YIELDS, {})).map(({ id, yields_to }) => [id, yields_to ?? []]),
  );
  const ownerOf = (kind: string, id: string): string => {
    const owner = owners.get(`${kind} ${id}`);
    if (owner === undefined) throw new Error(`${kind} "${id}" is in no pack of this database`);
    return owner;
  };
  return {
    schema: CONSTRAINTS.map(({ cypher }) => cypher),
    nodeProps: (node) => encodeNode(node, ownerOf(node.label, node.id)),
    edgeProps: (edge) => encodeEdge(edge, ownerOf(edge.type, edge.id)),
    packProps: (stamp) => ({ ...stamp, yields_to: yields.get(stamp.id) ?? [] }),
  };
}
