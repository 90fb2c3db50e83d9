import { notFound, route } from '@/app/api/handler';
import { serve } from '@/app/api/operation';
import { readQueue } from '@/app/data/review';
import { getSnapshot } from '@/app/data/snapshot';
import { QUEUE } from './operation';

export const dynamic = 'force-dynamic';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(QUEUE, async ({ query: { limit, about } }) => {
    if (about !== undefined && !(await getSnapshot()).node(about)) throw notFound(`no node "${about}"`);
    return readQueue(limit, about);
  }),
);
