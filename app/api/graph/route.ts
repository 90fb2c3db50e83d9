import { filteredGraph } from '@/app/api/filtered';
import { route } from '@/app/api/handler';
import { serve } from '@/app/api/operation';
import { GRAPH } from './operation';

export const dynamic = 'force-dynamic';

/** `If-None-Match` may hold several tags, weak ones and `*` (RFC 9110, 13.1.2). */
const matches = (header: string | null, etag: string): boolean =>
  header?.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, ''))) ?? false;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(GRAPH, async ({ request, query }) => {
    const { packs, nodes, edges } = await filteredGraph(query);
    const etag = `"${packs.map(({ hash }) => hash).join('+')}"`;
    if (matches(request.headers.get('if-none-match'), etag)) {
      return new Response(null, { status: 304, headers: { etag } });
    }
    return Response.json({ nodes, edges }, { headers: { etag, 'cache-control': 'no-cache' } });
  }),
);
