import { z } from 'zod';
import { CONFIDENCES, EDGE_TYPES, LABELS } from './vocabulary';

/** Slugs are public identifiers (URLs, exports, learner events): lower case, dots and dashes inside. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/, 'a lower-case slug like "qwen2.5-7b"');

/** A text in both languages of the app. */
export const Bilingual = z.object({ en: z.string().min(1), zh: z.string().min(1) }).strict();
export type Bilingual = z.infer<typeof Bilingual>;

/** Whether a property is a text in both languages rather than a scalar or a list. */
export function isBilingual(value: PropValue | undefined): value is Bilingual {
  return typeof value === 'object' && !Array.isArray(value);
}

/** A bilingual property in one language. */
export function textIn(value: PropValue | undefined, locale: 'en' | 'zh'): string | undefined {
  return isBilingual(value) ? value[locale] : undefined;
}

/** Where a statement comes from. `fields` names the properties it supports; without it, the whole element. */
export const Evidence = z
  .object({
    source: Slug,
    locator: z.string().min(1),
    quote: z.string().min(1).optional(),
    confidence: z.enum(CONFIDENCES),
    fields: z.array(z.string()).min(1).optional(),
  })
  .strict();
export type Evidence = z.infer<typeof Evidence>;

/** A row of a small table inside a property: the symbols of a formula, the two sides of a conflict. */
export const PropRecord = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), Bilingual]));
export type PropRecord = z.infer<typeof PropRecord>;

/** A property value: a scalar, a list, a bilingual text or a small table. Unknown values are absent, never null. */
export const PropValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.array(z.number()),
  z.array(PropRecord),
  Bilingual,
]);
export type PropValue = z.infer<typeof PropValue>;

/** Whether a property is a small table. */
export function isTable(value: PropValue | undefined): value is PropRecord[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'object');
}

/** What is kept beside the facts of an element in a database; no fact may take these names. */
export const RESERVED_PROPS: readonly string[] = [
  'id',
  'name',
  'name_en',
  'name_zh',
  'evidence',
  'source_ids',
  'pack',
  'content_hash',
];
const PropName = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9_]*$/, 'a name like "num_key_value_heads"')
  .refine((name) => !RESERVED_PROPS.includes(name), 'this name is not free')
  .refine(
    (name) => !/_(en|zh|json)$/.test(name),
    'names that end in _en, _zh or _json are made from bilingual values and tables',
  );
export const Props = z.record(PropName, PropValue);
export type Props = z.infer<typeof Props>;

export const GraphNode = z
  .object({ id: Slug, label: z.enum(LABELS), name: Bilingual, props: Props, evidence: z.array(Evidence) })
  .strict();
export type GraphNode = z.infer<typeof GraphNode>;

export const GraphEdge = z
  .object({
    id: z.string().min(1),
    type: z.enum(EDGE_TYPES),
    from: Slug,
    to: Slug,
    props: Props,
    evidence: z.array(Evidence),
  })
  .strict();
export type GraphEdge = z.infer<typeof GraphEdge>;

export const PackStamp = z.object({ id: Slug, version: z.string(), hash: z.string() }).strict();
export type PackStamp = z.infer<typeof PackStamp>;

/** The exported graph, as interfaces.md 3 fixes it. Nodes and edges stand sorted by id. */
export const GraphExport = z
  .object({
    format: z.literal('qwenealogy-graph'),
    version: z.literal(1),
    packs: z.array(PackStamp),
    nodes: z.array(GraphNode),
    edges: z.array(GraphEdge),
  })
  .strict();
export type GraphExport = z.infer<typeof GraphExport>;
