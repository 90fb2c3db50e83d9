import { z } from 'zod';
import { bodyOf, route } from '@/app/api/handler';
import { importLearnerEvents } from '@/app/data/review';
import { LearnerEvent } from '@/lib/memory/events';

export const dynamic = 'force-dynamic';

const LIMIT = 64 * 1024 * 1024;
const Body = z
  .object({ format: z.literal('qwenealogy-learner'), version: z.literal(1), events: z.array(LearnerEvent) })
  .strict();

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async POST(request) {
    const { events } = await bodyOf(request, Body, LIMIT);
    // Every event is checked before the first is stored; those that are there already stay as they are.
    return Response.json(await importLearnerEvents(events));
  },
});
