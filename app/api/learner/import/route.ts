import { route } from '@/app/api/handler';
import { serve } from '@/app/api/operation';
import { importLearnerEvents } from '@/app/data/review';
import { LEARNER_IMPORT } from './operation';

export const dynamic = 'force-dynamic';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  // Every event is checked before the first is stored; those that are there already stay as they are.
  serve(LEARNER_IMPORT, ({ body: { events } }) => importLearnerEvents(events)),
);
