import type { z } from 'zod';
import { HttpProblem } from './handler';

/** @throws HttpProblem 400 that says of every field what is wrong with it */
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

/**
 * The JSON body, read no further than `limit` bytes; no body at all reads as `{}`. Only JSON's own content type: a form
 * of another site can send the others without asking the browser first.
 */
export async function bodyOf<T>(request: Request, schema: z.ZodType<T>, limit: number): Promise<T> {
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
