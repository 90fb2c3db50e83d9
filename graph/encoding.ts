import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalEdge, canonicalNode } from '@/lib/knowledge/canonical';
import {
  Evidence,
  GraphEdge,
  GraphNode,
  type Props,
  type PropValue,
  RESERVED_PROPS,
} from '@/lib/knowledge/graph';
import type { EdgeType, Label } from '@/lib/knowledge/vocabulary';

/** What a property graph can hold: scalars and lists of scalars. */
const Scalar = z.union([z.string(), z.number(), z.boolean()]);
export const StoredProps = z.record(z.string(), z.union([Scalar, z.array(Scalar)]));
export type StoredProps = z.infer<typeof StoredProps>;

function flatten(props: Props): StoredProps {
  const flat: StoredProps = {};
  for (const [key, value] of Object.entries(props)) {
    if (typeof value === 'object' && !Array.isArray(value)) {
      flat[`${key}_en`] = value.en;
      flat[`${key}_zh`] = value.zh;
    } else {
      flat[key] = value;
    }
  }
  return flat;
}

function unflatten(flat: StoredProps): Props {
  const props: Record<string, PropValue> = {};
  for (const [key, value] of Object.entries(flat)) {
    if (RESERVED_PROPS.includes(key)) continue;
    const language = /^(.*)_(en|zh)$/.exec(key);
    if (!language) props[key] = value as PropValue;
    else if (language[2] === 'en') {
      props[language[1] ?? ''] = { en: String(value), zh: String(flat[`${language[1]}_zh`]) };
    }
  }
  return props;
}

/** Sixteen hex digits over everything that an element says. */
export function contentHash(element: GraphNode | GraphEdge): string {
  const canonical = 'label' in element ? canonicalNode(element) : canonicalEdge(element);
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex').slice(0, 16);
}

function encodeElement(element: GraphNode | GraphEdge, pack: string): StoredProps {
  return {
    ...flatten(element.props),
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

const decodeEvidence = (stored: StoredProps): Evidence[] =>
  z.array(Evidence).parse(JSON.parse(String(stored.evidence ?? '[]')));

/** Exactly what `encodeNode` was given. @throws ZodError when the stored node is not one of ours. */
export function decodeNode(label: Label, stored: StoredProps): GraphNode {
  return GraphNode.parse({
    id: stored.id,
    label,
    name: { en: stored.name_en, zh: stored.name_zh },
    props: unflatten(stored),
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
    props: unflatten(stored),
    evidence: decodeEvidence(stored),
  });
}
