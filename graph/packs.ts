import { compareIds } from '@/lib/knowledge/canonical';
import type { GraphEdge, GraphNode, PackStamp } from '@/lib/knowledge/graph';
import { EDGE_TYPES, type EdgeType, LABELS, type Label } from '@/lib/knowledge/vocabulary';
import { contentHash, encodeEdge, encodeNode } from './encoding';
import type { GraphPort, Transaction } from './port';
import { deleteEdges, deleteNodes, readEdges, readNodes, upsertEdges, upsertNodes } from './queries/elements';
import { READ_PACKS, STAMP_PACK } from './queries/packs';

/** What a load changes, by id. `kind` is a label or an edge type. */
export interface KindDiff {
  readonly kind: Label | EdgeType;
  readonly created: string[];
  readonly updated: string[];
  readonly deleted: string[];
  readonly unchanged: number;
}

export interface PackDiff {
  readonly pack: PackStamp;
  readonly kinds: KindDiff[];
}

export interface PackContent {
  readonly stamp: PackStamp;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

interface Stored {
  readonly kind: Label | EdgeType;
  readonly hash: string;
  readonly pack: string;
}

async function readStored(tx: Transaction): Promise<Map<string, Stored>> {
  const stored = new Map<string, Stored>();
  const keep = (kind: Label | EdgeType, props: Record<string, unknown>) =>
    stored.set(`${kind} ${props.id}`, { kind, hash: String(props.content_hash), pack: String(props.pack) });
  for (const label of LABELS) for (const { props } of await tx.run(readNodes(label), {})) keep(label, props);
  for (const type of EDGE_TYPES) for (const { props } of await tx.run(readEdges(type), {})) keep(type, props);
  return stored;
}

function diff(content: PackContent, stored: Map<string, Stored>): PackDiff {
  const wanted = new Map<string, GraphNode | GraphEdge>([
    ...content.nodes.map((node): [string, GraphNode] => [`${node.label} ${node.id}`, node]),
    ...content.edges.map((edge): [string, GraphEdge] => [`${edge.type} ${edge.id}`, edge]),
  ]);
  const kinds = new Map<Label | EdgeType, KindDiff & { unchanged: number }>(
    [...LABELS, ...EDGE_TYPES].map((kind) => [
      kind,
      { kind, created: [], updated: [], deleted: [], unchanged: 0 },
    ]),
  );
  const of = (kind: Label | EdgeType) => {
    const found = kinds.get(kind);
    if (!found) throw new Error(`unknown kind ${kind}`);
    return found;
  };
  for (const [key, element] of wanted) {
    const kind = of('label' in element ? element.label : element.type);
    const old = stored.get(key);
    if (old && old.pack !== content.stamp.id) {
      throw new Error(
        `"${element.id}" belongs to pack "${old.pack}": pack "${content.stamp.id}" needs another id`,
      );
    }
    if (!old) kind.created.push(element.id);
    else if (old.hash !== contentHash(element)) kind.updated.push(element.id);
    else kind.unchanged += 1;
  }
  for (const [key, { kind, pack }] of stored) {
    if (pack === content.stamp.id && !wanted.has(key)) of(kind).deleted.push(key.slice(kind.length + 1));
  }
  for (const { created, updated, deleted } of kinds.values()) {
    for (const list of [created, updated, deleted]) list.sort(compareIds);
  }
  return {
    pack: content.stamp,
    kinds: [...kinds.values()].filter(
      (kind) => kind.created.length + kind.updated.length + kind.deleted.length + kind.unchanged > 0,
    ),
  };
}

export function isUnchanged({ kinds }: PackDiff): boolean {
  return kinds.every((kind) => kind.created.length + kind.updated.length + kind.deleted.length === 0);
}

async function writeDiff(tx: Transaction, content: PackContent, { kinds }: PackDiff): Promise<void> {
  const pack = content.stamp.id;
  const touched = new Map(
    kinds.map(({ kind, created, updated }) => [kind, new Set([...created, ...updated])]),
  );
  const labels = new Map(content.nodes.map((node) => [node.id, node.label]));
  const labelOf = (id: string): Label => {
    const label = labels.get(id);
    if (!label) throw new Error(`edge end "${id}" is not in the pack`);
    return label;
  };
  // A node that changes its label loses its edges with the old node, so they are written again.
  const removed = new Set(LABELS.flatMap((label) => kinds.find(({ kind }) => kind === label)?.deleted ?? []));
  for (const { kind, deleted } of kinds) {
    const type = EDGE_TYPES.find((candidate) => candidate === kind);
    if (type && deleted.length > 0) await tx.run(deleteEdges(type), { ids: deleted });
  }
  for (const { kind, deleted } of kinds) {
    const label = LABELS.find((candidate) => candidate === kind);
    if (label && deleted.length > 0) await tx.run(deleteNodes(label), { ids: deleted });
  }
  for (const label of LABELS) {
    const rows = content.nodes
      .filter((node) => node.label === label && touched.get(label)?.has(node.id))
      .map((node) => ({ id: node.id, props: encodeNode(node, pack) }));
    if (rows.length > 0) await tx.run(upsertNodes(label), { rows });
  }
  const groups = new Map<string, { type: EdgeType; from: Label; to: Label; edges: GraphEdge[] }>();
  for (const edge of content.edges) {
    const rewrite = removed.has(edge.from) || removed.has(edge.to);
    if (!rewrite && !touched.get(edge.type)?.has(edge.id)) continue;
    const [from, to] = [labelOf(edge.from), labelOf(edge.to)];
    const key = `${edge.type} ${from} ${to}`;
    const group = groups.get(key) ?? { type: edge.type, from, to, edges: [] };
    group.edges.push(edge);
    groups.set(key, group);
  }
  for (const { type, from, to, edges } of groups.values()) {
    const rows = edges.map((edge) => ({
      id: edge.id,
      from: edge.from,
      to: edge.to,
      props: encodeEdge(edge, pack),
    }));
    const [written] = await tx.run(upsertEdges(type, from, to), { rows });
    if (written?.n !== rows.length)
      throw new Error(`${type}: ${written?.n ?? 0} of ${rows.length} edges written`);
  }
  await tx.run(STAMP_PACK, content.stamp);
}

/**
 * Makes the graph hold exactly what the pack says, in one transaction: creates, updates, prunes. Elements of other
 * packs and the learner's records are not touched. A second run changes nothing.
 */
export async function applyPack(
  port: GraphPort,
  content: PackContent,
  { dryRun }: { dryRun: boolean },
): Promise<PackDiff> {
  return port.write(async (tx) => {
    const changes = diff(content, await readStored(tx));
    const stamps = await tx.run(READ_PACKS, {});
    const stamped = stamps.some(
      ({ id, version, hash }) =>
        id === content.stamp.id && version === content.stamp.version && hash === content.stamp.hash,
    );
    if (!dryRun && !(stamped && isUnchanged(changes))) await writeDiff(tx, content, changes);
    return changes;
  });
}
