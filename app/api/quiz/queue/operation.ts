import { z } from 'zod';
import { Bilingual } from '@/lib/knowledge/graph';
import { operation } from '../../operation';
import { wholeNumber } from '../../schemas';

/** A question before it is answered: nothing in it tells the key. */
const PublicItem = z.strictObject({
  id: z.string(),
  template: z.string(),
  level: z.enum(['recognise', 'recall', 'apply', 'explain']),
  mode: z.literal('choice'),
  stem: Bilingual,
  scope: Bilingual.optional(),
  about: z.array(z.string()),
  options: z.array(z.strictObject({ id: z.string(), text: Bilingual })),
});
const Count = z.number().int().min(0);

export const QUEUE = operation({
  id: 'queue',
  method: 'GET',
  path: '/api/quiz/queue',
  summary: 'What to answer now: due questions first, then new ones; `about` asks about one node.',
  query: z
    .object({
      limit: wholeNumber(1, 200).default(20),
      mode: z.enum(['review'], 'only review is built so far').default('review'),
      about: z.string().min(1).optional(),
    })
    .strict(),
  answer: z.strictObject({
    items: z.array(PublicItem),
    counts: z.strictObject({ due: Count, new: Count, reviewed: Count }),
  }),
  problems: [400, 404, 503],
});
