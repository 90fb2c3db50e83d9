import { z } from 'zod';
import { operation } from '../../operation';
import { Uuid } from '../../schemas';

const Card = z.strictObject({
  stability: z.number(),
  difficulty: z.number(),
  state: z.enum(['learning', 'review', 'relearning']),
  step: z.number().int(),
  due: z.string(),
  last: z.string(),
  reps: z.number().int(),
  lapses: z.number().int(),
});

export const UNDO = operation({
  id: 'undo',
  method: 'POST',
  path: '/api/quiz/undo',
  summary: 'Takes an answer back, the last one unless another is named; the card is as before.',
  body: { schema: z.object({ reviewId: Uuid.optional() }).strict() },
  answer: z.strictObject({ undone: z.string(), component: z.string(), card: Card.nullable() }),
  problems: [400, 404, 413, 415, 503],
});
