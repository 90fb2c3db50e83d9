import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalEdge, canonicalNode } from '@/lib/knowledge/canonical';
import { Evidence, GraphEdge, GraphNode, type Props, RESERVED_PROPS } from '@/lib/knowledge/graph';
import { flattenProps, type StoredProps, unflattenProps } from '@/lib/knowledge/stored-props';
import type { EdgeType, Label } from '@/lib/knowledge/vocabulary';

/** Sixteen hex digits over everything that an element says. */
export function contentHash(element: GraphNode | GraphEdge): string {
  const canonical = 'label' in element ? canonicalNode(element) : canonicalEdge(element);
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex').slice(0, 16);
}

function encodeElement(element: GraphNode | GraphEdge, pack: string): StoredProps {
  return {
    ...flattenProps(element.props),
    id: element.id,
    evidence: JSON.stringify(element.evidence),
    source_ids: [...new Set(element.evidence.map(({ source }) => source))],
    pack,
    content_hash: contentHash(element),
  };
}

export function encodeNode(node: GraphNode, pack: string): StoredProps {
  return { ...encodeElement(node, pack), name_en: node.name.en, name_zh: node.name.zh };
}

export function encodeEdge(edge: GraphEdge, pack: string): StoredProps {
  return encodeElement(edge, pack);
}

/** The element's own properties, without what is kept beside them. */
const factsOf = (stored: StoredProps): Props =>
  unflattenProps(Object.fromEntries(Object.entries(stored).filter(([key]) => !RESERVED_PROPS.includes(key))));

const decodeEvidence = (stored: StoredProps): Evidence[] =>
  z.array(Evidence).parse(JSON.parse(String(stored.evidence ?? '[]')));

/** Exactly what `encodeNode` was given. @throws ZodError when the stored node is not one of ours. */
export function decodeNode(label: Label, stored: StoredProps): GraphNode {
  return GraphNode.parse({
    id: stored.id,
    label,
    name: { en: stored.name_en, zh: stored.name_zh },
    props: factsOf(stored),
    evidence: decodeEvidence(stored),
  });
}

/** Exactly what `encodeEdge` was given. */
export function decodeEdge(type: EdgeType, from: string, to: string, stored: StoredProps): GraphEdge {
  return GraphEdge.parse({
    id: stored.id,
    type,
    from,
    to,
    props: factsOf(stored),
    evidence: decodeEvidence(stored),
  });
}
