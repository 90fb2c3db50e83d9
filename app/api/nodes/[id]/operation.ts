import { z } from 'zod';
import { Evidence, GraphEdge, GraphNode } from '@/lib/knowledge/graph';
import { operation } from '../../operation';

export const NODE = operation({
  id: 'node',
  method: 'GET',
  path: '/api/nodes/{id}',
  summary: 'A node, its edges both ways, the claims about it and its evidence.',
  answer: z.strictObject({
    node: GraphNode,
    edges: z.strictObject({ out: z.array(GraphEdge), in: z.array(GraphEdge) }),
    claims: z.array(GraphNode),
    evidence: z.array(Evidence),
  }),
  problems: [400, 404, 503],
});
