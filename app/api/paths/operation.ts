import { z } from 'zod';
import { EDGE_TYPES } from '@/lib/knowledge/vocabulary';
import { operation } from '../operation';

const Types = z
  .string()
  .transform((list) => list.split(','))
  .pipe(z.array(z.enum(EDGE_TYPES)));

export const PATHS = operation({
  id: 'paths',
  method: 'GET',
  path: '/api/paths',
  summary:
    'All shortest paths between two nodes (at most 20, of at most 12 edges) over edges of some types, walked along or against them.',
  query: z.object({ from: z.string().min(1), to: z.string().min(1), types: Types.optional() }).strict(),
  answer: z.strictObject({
    paths: z.array(
      z.strictObject({
        nodes: z.array(z.string()),
        edges: z.array(z.string()),
        directions: z.array(z.enum(['along', 'against'])),
      }),
    ),
  }),
  problems: [400, 404, 503],
});
