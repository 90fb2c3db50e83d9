import { z } from 'zod';
import { filteredGraph } from '@/app/api/filtered';
import { queryOf, route } from '@/app/api/handler';
import { GraphFilter } from '@/lib/knowledge/filter';

export const dynamic = 'force-dynamic';

const Query = z
  .object({ ...GraphFilter.shape, format: z.enum(['json'], 'only json is built so far').optional() })
  .strict();

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async GET(request) {
    const { format: _, ...filter } = queryOf(request, Query);
    return Response.json(await filteredGraph(filter), {
      headers: { 'content-disposition': 'attachment; filename="qwenealogy-graph.json"' },
    });
  },
});
