import { NoQuery, notFound, queryOf, route } from '@/app/api/handler';
import { getSnapshot } from '@/app/data/snapshot';

export const dynamic = 'force-dynamic';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async GET(request, params) {
    queryOf(request, NoQuery);
    const id = String(params.id);
    const graph = await getSnapshot();
    const node = graph.node(id);
    if (!node) throw notFound(`no node "${id}"`);
    const incoming = graph.into(id);
    const claims = incoming
      .filter(({ type }) => type === 'ABOUT')
      .flatMap(({ from }) => graph.node(from) ?? []);
    return Response.json({
      node,
      edges: { out: graph.out(id), in: incoming },
      claims,
      evidence: node.evidence,
    });
  },
});
