import { notFound, route } from '@/app/api/handler';
import { serve } from '@/app/api/operation';
import { getSnapshot } from '@/app/data/snapshot';
import { shortestPaths } from '@/lib/knowledge/paths';
import { PATHS } from './operation';

export const dynamic = 'force-dynamic';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(PATHS, async ({ query: { from, to, types } }) => {
    const graph = await getSnapshot();
    for (const id of [from, to]) if (!graph.node(id)) throw notFound(`no node "${id}"`);
    return { paths: shortestPaths(graph, from, to, types) };
  }),
);
