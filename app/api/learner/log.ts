import { z } from 'zod';
import { LearnerEvent } from '@/lib/memory/events';

/** The learner's log as it leaves and comes back. */
export const LearnerLog = z
  .object({ format: z.literal('qwenealogy-learner'), version: z.literal(1), events: z.array(LearnerEvent) })
  .strict();
