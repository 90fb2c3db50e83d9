import { z } from 'zod';
import packageJson from '@/package.json';
import type { Operation } from '../operation';
import { COMPONENTS, Problem } from '../schemas';

const refOf = (id: string) => `#/components/schemas/${id}`;

/** JSON Schemas of named schemas, which refer to each other by name. */
function schemasOf(named: Readonly<Record<string, z.ZodType>>): Record<string, Record<string, unknown>> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: refOf });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _, $id: __, id: ___, ...schema }]) => [id, schema]),
  );
}

/** The JSON Schema of one, a reference where it has a name of its own. */
function schemaOf(schema: z.ZodType): Record<string, unknown> {
  const [id] = Object.entries(COMPONENTS).find(([, known]) => known === schema) ?? [];
  if (id !== undefined) return { $ref: refOf(id) };
  return schemasOf({ ...COMPONENTS, anonymous: schema }).anonymous ?? {};
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'A parameter or the body is wrong; `errors` says where.',
  404: 'Something that is named does not exist.',
  409: 'The id is taken by another event.',
  413: 'The body is over its limit.',
  415: 'The body is not application/json.',
  500: 'A defect of the app.',
  503: 'The database is away; `Retry-After` says when to ask again.',
};

const problem = (status: number) => ({
  description: REASONS[status] ?? '',
  content: { 'application/problem+json': { schema: schemaOf(Problem) } },
});

function parametersOf({ path, query }: Operation) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query.shape).map(([name, field]) => {
    const schema = schemaOf(field as z.ZodType);
    return {
      name,
      in: 'query',
      required: !(field as z.ZodType).safeParse(undefined).success,
      schema,
      // Lists are separated by commas.
      ...(schema.type === 'array' ? { style: 'form', explode: false } : {}),
    };
  });
  return [...inPath, ...inQuery];
}

function described(operation: Operation) {
  const { id, summary, body, answer, files = {}, problems } = operation;
  const other = Object.entries(files).map(([type, description]) => [
    type,
    { schema: { type: 'string', description } },
  ]);
  return {
    operationId: id,
    summary,
    parameters: parametersOf(operation),
    ...(body
      ? {
          requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body.schema) } } },
        }
      : {}),
    responses: {
      200: {
        description: 'The answer.',
        content: { 'application/json': { schema: schemaOf(answer) }, ...Object.fromEntries(other) },
      },
      ...Object.fromEntries([...problems, 500].map((status) => [status, problem(status)])),
    },
  };
}

/** The OpenAPI 3.1 document of some operations, written from the schemas by which they validate. */
export function openApiDocument(operations: readonly Operation[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: described(operation),
    };
  }
  return {
    openapi: '3.1.0' as const,
    info: {
      title: 'Qwenealogy',
      version: packageJson.version,
      description: packageJson.description,
      license: { name: packageJson.license, identifier: packageJson.license },
    },
    servers: [{ url: '/' }],
    paths,
    components: { schemas: schemasOf(COMPONENTS) },
  };
}
