import { z } from 'zod';
import { Bilingual, Evidence } from '@/lib/knowledge/graph';
import { Instant } from '@/lib/memory/events';
import { operation } from '../../operation';
import { Uuid } from '../../schemas';

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

const Shown = Evidence.extend({ name: Bilingual, url: z.string().optional() });

export const ANSWERS = operation({
  id: 'answer',
  method: 'POST',
  path: '/api/quiz/answers',
  summary: 'Takes an answer; the same `reviewId` again gives the same reply and no second review.',
  body: { schema: Body },
  answer: z.strictObject({
    reviewId: z.string(),
    correct: z.boolean(),
    grade: z.number().int().min(1).max(4),
    answer: z.unknown(),
    key: z.string(),
    explanation: Bilingual,
    chosen: z.strictObject({ errorPath: z.string().optional(), why: Bilingual }).optional(),
    options: z.array(z.strictObject({ id: z.string(), why: Bilingual })),
    evidence: z.array(Shown),
    about: z.array(z.string()),
    techniques: z.array(z.strictObject({ id: z.string(), name: Bilingual })),
    run: z.strictObject({ technique: z.string(), kernel: z.string() }).optional(),
    next: z.strictObject({ due: z.string(), intervalDays: z.number() }),
  }),
  problems: [400, 404, 409, 413, 415, 503],
});
