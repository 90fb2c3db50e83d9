import { z } from 'zod';
import { PackStamp } from '@/lib/knowledge/graph';
import { operation } from '../operation';

export const HEALTH = operation({
  id: 'health',
  method: 'GET',
  path: '/api/health',
  summary: 'Whether the app and its database answer; `live=1` leaves the database alone.',
  query: z.object({ live: z.enum(['0', '1']).optional() }).strict(),
  answer: z.strictObject({
    status: z.literal('ok'),
    database: z.enum(['embedded', 'neo4j']).optional(),
    packs: z.array(PackStamp).optional(),
    version: z.string(),
  }),
  problems: [400, 503],
});
