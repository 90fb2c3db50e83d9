import { z } from 'zod';
import { queryOf, route } from '@/app/api/handler';
import { getGraph } from '@/graph/connection';
import { readPackStamps } from '@/graph/snapshot';
import packageJson from '@/package.json';

export const dynamic = 'force-dynamic';

const Query = z.object({ live: z.enum(['0', '1']).optional() }).strict();

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async GET(request) {
    const { version } = packageJson;
    if (queryOf(request, Query).live === '1') return Response.json({ status: 'ok', version });
    const port = await getGraph();
    return Response.json({ status: 'ok', database: port.engine, packs: await readPackStamps(port), version });
  },
});
