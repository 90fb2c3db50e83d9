import { route } from '@/app/api/handler';
import { serve } from '@/app/api/operation';
import { getSearch } from '@/app/data/search';
import { SEARCH } from './operation';

export const dynamic = 'force-dynamic';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(SEARCH, async ({ query: { q, limit } }) => ({ results: (await getSearch())(q, limit) })),
);
