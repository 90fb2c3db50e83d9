import { notFound, route } from '@/app/api/handler';
import { serve } from '@/app/api/operation';
import { getSnapshot } from '@/app/data/snapshot';
import { NODE } from './operation';

export const dynamic = 'force-dynamic';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(NODE, async ({ params }) => {
    const id = String(params.id);
    const graph = await getSnapshot();
    const node = graph.node(id);
    if (!node) throw notFound(`no node "${id}"`);
    const incoming = graph.into(id);
    const about = incoming.flatMap(({ type, from }) => (type === 'ABOUT' ? (graph.node(from) ?? []) : []));
    return {
      node,
      edges: { out: graph.out(id), in: incoming },
      claims: about.filter(({ label }) => label === 'Claim'),
      evidence: node.evidence,
    };
  }),
);
