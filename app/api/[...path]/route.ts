import { notFound, route } from '@/app/api/handler';

export const dynamic = 'force-dynamic';

const nothing = async (request: Request) => {
  throw notFound(`no such route: ${new URL(request.url).pathname}; /api/health answers`);
};

/** What no route answers is a problem too, not a page. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: nothing,
  POST: nothing,
  PUT: nothing,
  PATCH: nothing,
  DELETE: nothing,
});
