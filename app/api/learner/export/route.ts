import { route } from '@/app/api/handler';
import { readLearnerEvents } from '@/app/data/review';

export const dynamic = 'force-dynamic';

export const { GET, POST, PUT, PATCH, DELETE } = route({
  async GET() {
    return Response.json({ format: 'qwenealogy-learner', version: 1, events: await readLearnerEvents() });
  },
});
