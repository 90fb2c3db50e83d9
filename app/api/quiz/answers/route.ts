import { z } from 'zod';
import { bodyOf, HttpProblem, notFound, route, Uuid } from '@/app/api/handler';
import { takeAnswer } from '@/app/data/review';
import { Instant } from '@/lib/memory/events';

export const dynamic = 'force-dynamic';

const DAY_MS = 86_400_000;
const Body = z
  .object({
    reviewId: Uuid,
    itemId: z.string().min(1).max(300),
    answer: z.string().min(1).max(100),
    durationMs: z.number().int().min(0).optional(),
    confidence: z.enum(['sure', 'think', 'guess']).optional(),
    hint: z.boolean().optional(),
    // Clocks differ, and answers given offline come late; a day ahead is a mistake.
    answeredAt: Instant.refine((at) => Date.parse(at) < Date.now() + DAY_MS, 'is in the future').optional(),
  })
  .strict();

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async POST(request) {
    const body = await bodyOf(request, Body);
    const outcome = await takeAnswer(body);
    if (outcome === 'unknown-item') throw notFound(`no question "${body.itemId}"`);
    if (outcome === 'not-an-option') {
      throw new HttpProblem(400, 'Bad Request', `body: answer: "${body.answer}" is not the id of an option`, [
        { path: 'answer', message: 'expected the id of an option' },
      ]);
    }
    if (outcome === 'id-taken')
      throw new HttpProblem(409, 'Conflict', `"${body.reviewId}" is another event's id`);
    return Response.json(outcome);
  },
});
