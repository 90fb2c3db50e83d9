import { compareIds } from '@/lib/knowledge/canonical';
import type { GraphEdge, GraphNode, PackStamp } from '@/lib/knowledge/graph';
import { EDGE_TYPES, type EdgeType, LABELS, type Label } from '@/lib/knowledge/vocabulary';
import { contentHash, encodeEdge, encodeNode } from './encoding';
import type { GraphPort, Transaction } from './port';
import { deleteEdges, deleteNodes, readEdges, readNodes, upsertEdges, upsertNodes } from './queries/elements';
import { READ_PACKS, READ_YIELDS, STAMP_PACK } from './queries/packs';

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
  /** Packs whose statement of an element that this one states too is the one that is kept. */
  readonly yields_to: readonly string[];
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

interface Stored {
  readonly kind: Label | EdgeType;
  readonly id: string;
  readonly hash: string;
  readonly pack: string;
  /** What an edge joins. */
  readonly ends: readonly string[];
}
/** What the database holds, by kind and id, and which pack yields to which. */
interface State {
  readonly elements: Map<string, Stored>;
  readonly yields: Map<string, readonly string[]>;
}

const keyOf = (kind: Label | EdgeType, id: string) => `${kind} ${id}`;

async function readState(tx: Transaction): Promise<State> {
  const elements = new Map<string, Stored>();
  const keep = (kind: Label | EdgeType, props: Record<string, unknown>, ends: readonly string[]) => {
    const id = String(props.id);
    const stored = { kind, id, hash: String(props.content_hash), pack: String(props.pack), ends };
    elements.set(keyOf(kind, id), stored);
  };
  for (const label of LABELS) {
    for (const { props } of await tx.run(readNodes(label), {})) keep(label, props, []);
  }
  for (const type of EDGE_TYPES) {
    for (const { from, to, props } of await tx.run(readEdges(type), {})) keep(type, props, [from, to]);
  }
  const rows = await tx.run(READ_YIELDS, {});
  return { elements, yields: new Map(rows.map(({ id, yields_to }) => [id, yields_to ?? []])) };
}

const kindOf = (element: GraphNode | GraphEdge) => ('label' in element ? element.label : element.type);

/** Whether another pack states this element already and keeps it; refuses an element that both would own. */
function isKeptByAnother(
  element: GraphNode | GraphEdge,
  old: Stored,
  content: PackContent,
  yields: State['yields'],
): boolean {
  const mine = content.stamp.id;
  if (old.pack === mine) return false;
  if (content.yields_to.includes(old.pack)) return true;
  if (yields.get(old.pack)?.includes(mine)) return false;
  throw new Error(`"${element.id}" belongs to pack "${old.pack}": pack "${mine}" needs another id`);
}

/** An id is one thing in the whole graph: a technique of one pack cannot be a stage of another. */
function refuseOtherLabel({ nodes, stamp }: PackContent, elements: State['elements']): void {
  const labels = new Map<string, Stored>();
  for (const stored of elements.values()) {
    if (LABELS.some((label) => label === stored.kind) && stored.pack !== stamp.id)
      labels.set(stored.id, stored);
  }
  for (const { id, label } of nodes) {
    const other = labels.get(id);
    if (other && other.kind !== label) {
      throw new Error(
        `"${id}" is a ${other.kind} of pack "${other.pack}", not a ${label}: it needs another id`,
      );
    }
  }
}

function diff(content: PackContent, { elements: stored, yields }: State): PackDiff {
  refuseOtherLabel(content, stored);
  const wanted = new Map<string, GraphNode | GraphEdge>(
    [...content.nodes, ...content.edges].map((element) => [keyOf(kindOf(element), element.id), element]),
  );
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
    const kind = of(kindOf(element));
    const old = stored.get(key);
    if (!old) kind.created.push(element.id);
    else if (isKeptByAnother(element, old, content, yields)) kind.unchanged += 1;
    else if (old.pack !== content.stamp.id || old.hash !== contentHash(element))
      kind.updated.push(element.id);
    else kind.unchanged += 1;
  }
  for (const [key, { kind, id, pack }] of stored) {
    if (pack === content.stamp.id && !wanted.has(key)) of(kind).deleted.push(id);
  }
  // A node that changes its label loses its edges with the old node, so they are written again.
  const removed = new Set(LABELS.flatMap((label) => of(label).deleted));
  for (const { id, type, from, to } of content.edges) {
    const kind = of(type);
    const mine = stored.get(keyOf(type, id))?.pack === content.stamp.id;
    if (!mine || !(removed.has(from) || removed.has(to)) || kind.updated.includes(id)) continue;
    kind.updated.push(id);
    kind.unchanged -= 1;
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
    if (!touched.get(edge.type)?.has(edge.id)) continue;
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
  await tx.run(STAMP_PACK, { ...content.stamp, yields_to: [...content.yields_to] });
}

/** The state after a pack's changes, so that the next pack of the same load is compared with it. */
function after(state: State, content: PackContent, { kinds }: PackDiff): State {
  const elements = new Map(state.elements);
  const pack = content.stamp.id;
  const changed = new Set(
    kinds.flatMap(({ kind, created, updated }) => [...created, ...updated].map((id) => keyOf(kind, id))),
  );
  for (const { kind, deleted } of kinds) for (const id of deleted) elements.delete(keyOf(kind, id));
  // Edges go with the nodes that they joined, also those that another pack stated.
  const removed = new Set(LABELS.flatMap((label) => kinds.find(({ kind }) => kind === label)?.deleted ?? []));
  for (const [key, { ends }] of elements) if (ends.some((id) => removed.has(id))) elements.delete(key);
  for (const element of [...content.nodes, ...content.edges]) {
    const kind = kindOf(element);
    const key = keyOf(kind, element.id);
    const ends = 'label' in element ? [] : [element.from, element.to];
    if (changed.has(key)) elements.set(key, { kind, id: element.id, hash: contentHash(element), pack, ends });
  }
  return { ...state, elements };
}

/**
 * Makes the graph hold exactly what the packs say, all of them in one transaction: creates, updates, prunes. The
 * learner's records and elements of packs that are not given are not touched, but for two things: a node that a pack
 * drops takes its edges along, and what a yielding pack states under its id comes back when that pack is loaded next.
 * A second run changes nothing.
 */
export async function applyPacks(
  port: GraphPort,
  contents: readonly PackContent[],
  { dryRun }: { dryRun: boolean },
): Promise<PackDiff[]> {
  return port.write(async (tx) => {
    const stored = await readState(tx);
    // What the given packs yield counts from the start: the first one may take over from a later one.
    const yields = new Map([
      ...stored.yields,
      ...contents.map(({ stamp, yields_to }): [string, readonly string[]] => [stamp.id, yields_to]),
    ]);
    let state: State = { ...stored, yields };
    const stamps = await tx.run(READ_PACKS, {});
    const diffs: PackDiff[] = [];
    for (const content of contents) {
      const changes = diff(content, state);
      const { id, version, hash } = content.stamp;
      const stamped = stamps.some(
        (stamp) => stamp.id === id && stamp.version === version && stamp.hash === hash,
      );
      if (!dryRun && !(stamped && isUnchanged(changes))) await writeDiff(tx, content, changes);
      state = after(state, content, changes);
      diffs.push(changes);
    }
    return diffs;
  });
}
