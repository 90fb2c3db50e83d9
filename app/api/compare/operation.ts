import { z } from 'zod';
import { Evidence, PropValue } from '@/lib/knowledge/graph';
import { operation } from '../operation';
import { NodeRef } from '../schemas';

const Ids = z.array(z.string());
const Both = z.strictObject({ a: z.array(Evidence), b: z.array(Evidence) });

export const COMPARE = operation({
  id: 'compare',
  method: 'GET',
  path: '/api/compare',
  summary:
    'Two models or two generations: config fields with their evidence, techniques from a to b, and numbers that follow from the configs (ratio is a / b; bytes are those of bf16).',
  query: z.object({ a: z.string().min(1), b: z.string().min(1) }).strict(),
  answer: z.strictObject({
    a: NodeRef,
    b: NodeRef,
    config: z.array(
      z.strictObject({
        field: z.string(),
        a: PropValue.optional(),
        b: PropValue.optional(),
        evidence: Both,
      }),
    ),
    techniques: z.strictObject({ gained: Ids, lost: Ids, shared: Ids }),
    derived: z.array(
      z.strictObject({
        fn: z.string(),
        a: z.number().optional(),
        b: z.number().optional(),
        ratio: z.number().optional(),
      }),
    ),
  }),
  problems: [400, 404, 503],
});
