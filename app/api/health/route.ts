import { route } from '@/app/api/handler';
import { serve } from '@/app/api/operation';
import { getGraph } from '@/graph/connection';
import { readPackStamps } from '@/graph/snapshot';
import packageJson from '@/package.json';
import { HEALTH } from './operation';

export const dynamic = 'force-dynamic';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(HEALTH, async ({ query }) => {
    const { version } = packageJson;
    if (query.live === '1') return { status: 'ok' as const, version };
    const port = await getGraph();
    return { status: 'ok' as const, database: port.engine, packs: await readPackStamps(port), version };
  }),
);
