import { z } from 'zod';
import { Bilingual, Evidence, GraphEdge, GraphExport, GraphNode, PackStamp } from '@/lib/knowledge/graph';
import { LABELS } from '@/lib/knowledge/vocabulary';
import { LearnerEvent } from '@/lib/memory/events';

/** RFC 9457, with one entry per field that is wrong. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
});

/** A node without what it says. */
export const NodeRef = z.strictObject({ id: z.string(), label: z.enum(LABELS), name: Bilingual });

/** Schemas that the OpenAPI document names once and refers to. */
export const COMPONENTS: Readonly<Record<string, z.ZodType>> = {
  Bilingual,
  Evidence,
  GraphEdge,
  GraphExport,
  GraphNode,
  LearnerEvent,
  NodeRef,
  PackStamp,
  Problem,
};

/** A whole number as a query parameter: plain digits, since `Number` also reads "0x10", "1e1" and nothing at all. */
export const wholeNumber = (min: number, max: number) => {
  const expected = `expected a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, expected)
    .transform(Number)
    .pipe(z.number().int().min(min, expected).max(max, expected));
};

/** One spelling for each id: `A1…` and `a1…` are the same review. */
export const Uuid = z.uuid().toLowerCase();
