import { z } from 'zod';
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

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Params = Record<string, string | string[]>;
type Context = { params: Promise<Params> };
type Handle = (request: Request, params: Params) => Promise<Response>;
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

function checked<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const first = errors[0];
  throw new HttpProblem(
    400,
    'Bad Request',
    `${what}: ${first?.path ? `${first.path}: ` : ''}${first?.message}`,
    errors,
  );
}

/** Query parameters as the schema has them; an unknown or repeated one is an error, not ignored. */
export function queryOf<T>(request: Request, schema: z.ZodType<T>): T {
  const given = [...new URL(request.url).searchParams];
  const repeated = given.find(([name], index) => given.findIndex(([other]) => other === name) !== index);
  if (repeated) throw new HttpProblem(400, 'Bad Request', `query: ${repeated[0]} is given twice`);
  return checked(schema, Object.fromEntries(given), 'query');
}

/** One spelling for each id: `A1…` and `a1…` are the same review. */
export const Uuid = z.uuid().toLowerCase();

/** For routes that take no query parameters. */
export const NoQuery = z.object({}).strict();

/**
 * The JSON body, read no further than `limit` bytes; no body at all reads as `{}`. Only JSON's own content type: a form
 * of another site can send the others without asking the browser first.
 */
export async function bodyOf<T>(request: Request, schema: z.ZodType<T>, limit = 16 * 1024): Promise<T> {
  const tooLarge = () => new HttpProblem(413, 'Content Too Large', `the body may hold ${limit} bytes`);
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  if (size === 0) return checked(schema, {}, 'body');
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new HttpProblem(
      415,
      'Unsupported Media Type',
      `content-type "${type ?? ''}", expected application/json`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new HttpProblem(400, 'Bad Request', 'body: expected JSON');
  }
  return checked(schema, value, 'body');
}
