import { z } from 'zod';
import { GraphFilter } from '@/lib/knowledge/filter';
import { GraphExport } from '@/lib/knowledge/graph';
import { operation } from '../operation';

export const EXPORT = operation({
  id: 'export',
  method: 'GET',
  path: '/api/export',
  summary: 'The whole graph or a part of it as a file.',
  query: z
    .object({ ...GraphFilter.shape, format: z.enum(['json', 'graphml', 'cypher', 'csv']).default('json') })
    .strict(),
  answer: GraphExport,
  files: {
    'application/graphml+xml': 'GraphML; lists, tables and evidence are JSON texts.',
    'text/plain': 'Cypher statements, one per line, that re-create the graph in an empty Neo4j.',
    'text/csv': 'Nodes and edges in one table: _id, _labels, the properties, _start, _end, _type.',
  },
  problems: [400, 404, 503],
});
