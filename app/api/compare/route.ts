import { HttpProblem, notFound, route } from '@/app/api/handler';
import { serve } from '@/app/api/operation';
import { getSnapshot } from '@/app/data/snapshot';
import { compareNodes } from '@/lib/knowledge/compare';
import { COMPARE } from './operation';

export const dynamic = 'force-dynamic';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(COMPARE, async ({ query }) => {
    const graph = await getSnapshot();
    const [a, b] = [query.a, query.b].map((id) => {
      const node = graph.node(id);
      if (!node) throw notFound(`no node "${id}"`);
      return node;
    });
    if (!a || !b || a.label !== b.label || !['Model', 'Generation'].includes(a.label)) {
      throw new HttpProblem(
        400,
        'Bad Request',
        `query: "${query.a}" is a ${a?.label}, "${query.b}" a ${b?.label}; expected two models or two generations`,
        [{ path: 'b', message: 'expected two models or two generations' }],
      );
    }
    return compareNodes(graph, a, b);
  }),
);
