import {
  type Evidence,
  type GraphEdge,
  type GraphExport,
  type GraphNode,
  isTable,
  type PackStamp,
  type PropRecord,
  type Props,
  type PropValue,
} from './graph';

/** Code-unit order, not locale order: every engine and machine must sort alike. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function ordered(value: PropValue): PropValue {
  if (isTable(value)) return value.map((row): PropRecord => sortedProps(row) as PropRecord);
  return typeof value === 'object' && !Array.isArray(value) ? { en: value.en, zh: value.zh } : value;
}

function sortedProps(props: Props): Props {
  return Object.fromEntries(
    Object.entries(props)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => compareIds(a, b))
      .map(([key, value]) => [key, ordered(value)]),
  );
}

function orderedEvidence({ source, locator, quote, confidence, fields }: Evidence): Evidence {
  return {
    source,
    locator,
    ...(quote === undefined ? {} : { quote }),
    confidence,
    ...(fields === undefined ? {} : { fields }),
  };
}

export function canonicalNode(node: GraphNode): GraphNode {
  return {
    id: node.id,
    label: node.label,
    name: { en: node.name.en, zh: node.name.zh },
    props: sortedProps(node.props),
    evidence: node.evidence.map(orderedEvidence),
  };
}

export function canonicalEdge(edge: GraphEdge): GraphEdge {
  return {
    id: edge.id,
    type: edge.type,
    from: edge.from,
    to: edge.to,
    props: sortedProps(edge.props),
    evidence: edge.evidence.map(orderedEvidence),
  };
}

/** One fixed order of elements and keys, so that two engines give the same bytes (interfaces.md 3). */
export function canonicalExport(
  packs: readonly PackStamp[],
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
): GraphExport {
  return {
    format: 'qwenealogy-graph',
    version: 1,
    packs: [...packs]
      .sort((a, b) => compareIds(a.id, b.id))
      .map(({ id, version, hash }) => ({ id, version, hash })),
    nodes: nodes.map(canonicalNode).sort((a, b) => compareIds(a.id, b.id)),
    edges: edges.map(canonicalEdge).sort((a, b) => compareIds(a.id, b.id)),
  };
}
