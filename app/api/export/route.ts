import { isDeepStrictEqual } from 'node:util';
import { filteredGraph } from '@/app/api/filtered';
import { route } from '@/app/api/handler';
import { serve } from '@/app/api/operation';
import { getGraph } from '@/graph/connection';
import { readPackStamps } from '@/graph/snapshot';
import { readStoredForm } from '@/graph/stored-form';
import { writeCsv } from '@/lib/export/csv';
import { writeCypher } from '@/lib/export/cypher';
import { writeGraphml } from '@/lib/export/graphml';
import type { GraphFilter } from '@/lib/knowledge/filter';
import { EXPORT } from './operation';

export const dynamic = 'force-dynamic';

async function cypher(filter: GraphFilter): Promise<string> {
  for (;;) {
    const graph = await filteredGraph(filter);
    const port = await getGraph();
    const form = await readStoredForm(port);
    // A pack that was loaded between the two would give owners of another graph.
    if (isDeepStrictEqual(await readPackStamps(port), graph.packs)) return writeCypher(graph, form);
  }
}

const FORMATS = {
  json: {
    type: 'application/json',
    write: async (filter: GraphFilter) => JSON.stringify(await filteredGraph(filter)),
  },
  graphml: {
    type: 'application/graphml+xml; charset=utf-8',
    write: async (filter: GraphFilter) => writeGraphml(await filteredGraph(filter)),
  },
  cypher: { type: 'text/plain; charset=utf-8', write: cypher },
  csv: {
    type: 'text/csv; charset=utf-8; header=present',
    write: async (filter: GraphFilter) => writeCsv(await filteredGraph(filter)),
  },
} as const;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(EXPORT, async ({ query: { format, ...filter } }) => {
    const { type, write } = FORMATS[format];
    return new Response(await write(filter), {
      headers: {
        'content-type': type,
        'content-disposition': `attachment; filename="qwenealogy-graph.${format}"`,
      },
    });
  }),
);
