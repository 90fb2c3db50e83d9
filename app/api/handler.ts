import { GraphError } from '@/graph/errors';

/** An answer that is a problem (RFC 9457): what a client may see of a failure. */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly errors?: readonly { path: string; message: string }[],
  ) {
    super(detail);
  }
}

export const notFound = (detail: string) => new HttpProblem(404, 'Not Found', detail);

const RETRY_AFTER_S = 5;

function problemResponse(
  { status, title, detail, errors }: HttpProblem,
  headers: Record<string, string> = {},
): Response {
  return Response.json(
    { type: 'about:blank', title, status, detail, ...(errors ? { errors } : {}) },
    { status, headers: { 'content-type': 'application/problem+json', ...headers } },
  );
}

function failure(error: unknown): Response {
  if (error instanceof HttpProblem) return problemResponse(error);
  if (error instanceof GraphError && error.kind !== 'bug' && error.kind !== 'constraint') {
    return problemResponse(new HttpProblem(503, 'Service Unavailable', error.hint), {
      'retry-after': String(RETRY_AFTER_S),
    });
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return problemResponse(
    new HttpProblem(
      500,
      'Internal Server Error',
      'This is a defect of ours. The log of the server has the details.',
    ),
  );
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Params = Record<string, string | string[]>;
type Context = { params: Promise<Params> };
export type Handle = (request: Request, params: Params) => Promise<Response>;
type Handler = (request: Request, context: Context) => Promise<Response>;

/** The methods of a route, with one place for every failure. A method that is not there answers 405. */
export function route(handlers: Partial<Record<Method, Handle>>): Record<Method | 'OPTIONS', Handler> {
  const allowed = [...Object.keys(handlers), ...(handlers.GET ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  const wrap =
    (method: Method): Handler =>
    async (request, context) => {
      const handle = handlers[method];
      if (!handle) {
        return problemResponse(new HttpProblem(405, 'Method Not Allowed', `allowed: ${allowed}`), {
          allow: allowed,
        });
      }
      try {
        return await handle(request, await context.params);
      } catch (error) {
        return failure(error);
      }
    };
  return {
    GET: wrap('GET'),
    POST: wrap('POST'),
    PUT: wrap('PUT'),
    PATCH: wrap('PATCH'),
    DELETE: wrap('DELETE'),
    // biome-ignore lint/correctness/noComponentHookFactories: a method's name, not a component
    OPTIONS: async () => new Response(null, { status: 204, headers: { allow: allowed } }),
  };
}
