import { z } from 'zod';
import { GraphFilter } from '@/lib/knowledge/filter';
import { GraphEdge, GraphNode } from '@/lib/knowledge/graph';
import { operation } from '../operation';

export const GRAPH = operation({
  id: 'graph',
  method: 'GET',
  path: '/api/graph',
  summary: 'Nodes and edges to draw, the whole graph or a part; `If-None-Match` is answered with 304.',
  query: z.object(GraphFilter.shape).strict(),
  answer: z.strictObject({ nodes: z.array(GraphNode), edges: z.array(GraphEdge) }),
  problems: [400, 404, 503],
});
