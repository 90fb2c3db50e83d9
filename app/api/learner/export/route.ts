import { route } from '@/app/api/handler';
import { serve } from '@/app/api/operation';
import { readLearnerEvents } from '@/app/data/review';
import { LEARNER_EXPORT } from './operation';

export const dynamic = 'force-dynamic';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(LEARNER_EXPORT, async () => ({
    format: 'qwenealogy-learner' as const,
    version: 1 as const,
    events: await readLearnerEvents(),
  })),
);
