import { z } from 'zod';
import { notFound, queryOf, route } from '@/app/api/handler';
import { readQueue } from '@/app/data/review';
import { getSnapshot } from '@/app/data/snapshot';

export const dynamic = 'force-dynamic';

const Query = z
  .object({
    limit: z
      .string()
      .regex(/^([1-9]\d?|1\d\d|200)$/, 'expected a whole number from 1 to 200')
      .transform(Number)
      .default(20),
    mode: z.enum(['review'], 'only review is built so far').default('review'),
    about: z.string().min(1).optional(),
  })
  .strict();

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async GET(request) {
    const { limit, about } = queryOf(request, Query);
    if (about !== undefined && !(await getSnapshot()).node(about)) throw notFound(`no node "${about}"`);
    return Response.json(await readQueue(limit, about));
  },
});
