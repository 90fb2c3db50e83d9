import { z } from 'zod';
import { queryOf, route } from '@/app/api/handler';
import { getSnapshot } from '@/app/data/snapshot';
import { filterGraph, GraphFilter } from '@/lib/knowledge/filter';

export const dynamic = 'force-dynamic';

const Query = z.object(GraphFilter.shape).strict();

export const { GET, POST, PUT, PATCH, DELETE } = route({
  async GET(request) {
    const filter = queryOf(request, Query);
    const { source } = await getSnapshot();
    const etag = `"${source.packs.map(({ hash }) => hash).join('+')}"`;
    if (request.headers.get('if-none-match') === etag)
      return new Response(null, { status: 304, headers: { etag } });
    const { nodes, edges } = filterGraph(source, filter);
    return Response.json({ nodes, edges }, { headers: { etag, 'cache-control': 'no-cache' } });
  },
});
