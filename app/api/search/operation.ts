import { z } from 'zod';
import { operation } from '../operation';
import { NodeRef, wholeNumber } from '../schemas';

export const SEARCH = operation({
  id: 'search',
  method: 'GET',
  path: '/api/search',
  summary:
    'Nodes by name, abbreviation, alias, id, formula and prose, in English and Chinese, slips forgiven; best first.',
  query: z.object({ q: z.string().trim().min(1).max(200), limit: wholeNumber(1, 50).default(20) }).strict(),
  answer: z.strictObject({ results: z.array(NodeRef.extend({ snippet: z.string() })) }),
  problems: [400, 503],
});
