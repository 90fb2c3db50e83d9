import { z } from 'zod';
import { queryOf, route } from '@/app/api/handler';
import { getSnapshot } from '@/app/data/snapshot';
import { filterGraph, GraphFilter } from '@/lib/knowledge/filter';

export const dynamic = 'force-dynamic';

const Query = z
  .object({ ...GraphFilter.shape, format: z.enum(['json'], 'only json is built so far').optional() })
  .strict();

export const { GET, POST, PUT, PATCH, DELETE } = route({
  async GET(request) {
    const { format: _, ...filter } = queryOf(request, Query);
    const { source } = await getSnapshot();
    return Response.json(
      { ...source, ...filterGraph(source, filter) },
      { headers: { 'content-disposition': 'attachment; filename="qwenealogy-graph.json"' } },
    );
  },
});
