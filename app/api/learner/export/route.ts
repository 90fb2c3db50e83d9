import { NoQuery, queryOf, route } from '@/app/api/handler';
import { readLearnerEvents } from '@/app/data/review';

export const dynamic = 'force-dynamic';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async GET(request) {
    queryOf(request, NoQuery);
    return Response.json({ format: 'qwenealogy-learner', version: 1, events: await readLearnerEvents() });
  },
});
