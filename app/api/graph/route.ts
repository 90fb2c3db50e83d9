import { z } from 'zod';
import { filteredGraph } from '@/app/api/filtered';
import { queryOf, route } from '@/app/api/handler';
import { GraphFilter } from '@/lib/knowledge/filter';

export const dynamic = 'force-dynamic';

const Query = z.object(GraphFilter.shape).strict();

/** `If-None-Match` may hold several tags, weak ones and `*` (RFC 9110, 13.1.2). */
const matches = (header: string | null, etag: string): boolean =>
  header?.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, ''))) ?? false;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async GET(request) {
    const { packs, nodes, edges } = await filteredGraph(queryOf(request, Query));
    const etag = `"${packs.map(({ hash }) => hash).join('+')}"`;
    if (matches(request.headers.get('if-none-match'), etag)) {
      return new Response(null, { status: 304, headers: { etag } });
    }
    return Response.json({ nodes, edges }, { headers: { etag, 'cache-control': 'no-cache' } });
  },
});
