import { z } from 'zod';
import type { Handle, Method, Params } from './handler';
import { bodyOf, queryOf } from './input';

const NoQuery = z.object({}).strict();
const NoBody = z.undefined();

/** Bytes that a body may hold unless an operation says otherwise. */
const BODY_LIMIT = 16 * 1024;

/** What a route takes and answers: its handler validates by this, and the OpenAPI document is written from it. */
export interface Operation<
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  /** Its name in programs that are generated from the document. */
  readonly id: string;
  readonly method: Extract<Method, 'GET' | 'POST'>;
  /** As OpenAPI writes it: `/api/nodes/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly query: Query;
  readonly body?: { readonly schema: Body; readonly limit: number };
  /** The JSON of status 200. */
  readonly answer: Answer;
  /** Other forms of the answer: media type and what it holds. */
  readonly files?: Readonly<Record<string, string>>;
  /** Statuses of problems that this operation answers, beside 500. */
  readonly problems: readonly number[];
}

/** An operation without a query takes none, one without a body reads none. */
export function operation<
  Answer extends z.ZodType,
  Query extends z.ZodObject = typeof NoQuery,
  Body extends z.ZodType = typeof NoBody,
>({
  query,
  body,
  ...rest
}: Omit<Operation<Query, Body, Answer>, 'query' | 'body'> & {
  query?: Query;
  body?: { schema: Body; limit?: number };
}): Operation<Query, Body, Answer> {
  return {
    ...rest,
    // An absent query has the default type, and then this is its value.
    query: query ?? (NoQuery as unknown as Query),
    ...(body ? { body: { schema: body.schema, limit: body.limit ?? BODY_LIMIT } } : {}),
  };
}

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

interface Input<Query extends z.ZodObject, Body extends z.ZodType> {
  readonly request: Request;
  readonly params: Params;
  readonly query: z.output<Query>;
  readonly body: z.output<Body>;
}

/** The method of a route: input checked, answer of the operation's type, sent as JSON unless it is a response itself. */
export function serve<Query extends z.ZodObject, Body extends z.ZodType, Answer extends z.ZodType>(
  { method, query, body }: Operation<Query, Body, Answer>,
  handle: (input: Input<Query, Body>) => Promise<DeepReadonly<z.output<Answer>> | Response>,
): Partial<Record<Method, Handle>> {
  return {
    async [method](request: Request, params: Params) {
      const answer = await handle({
        request,
        params,
        query: queryOf(request, query) as z.output<Query>,
        body: (body ? await bodyOf(request, body.schema, body.limit) : undefined) as z.output<Body>,
      });
      return answer instanceof Response ? answer : Response.json(answer);
    },
  };
}
