import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { closeGraph, getGraph } from '@/graph/connection';
import { loadPacks } from '@/seed/load';
import type { Method } from '../handler';
import { OPERATIONS } from '../operations';
import { Problem } from '../schemas';
import { openApiDocument } from './document';

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const folderOf = (path: string) => join('app', path.replaceAll('{', '[').replaceAll('}', ']'));
const handlersOf = async (path: string): Promise<Record<Method, Handler>> =>
  import(/* @vite-ignore */ resolve(folderOf(path), 'route.ts'));

const Reference = z.strictObject({ $ref: z.string().regex(/^#\/components\/schemas\/\w+$/) });
const Schema = z.union([Reference, z.record(z.string(), z.unknown())]);
const Media = z.record(z.string().includes('/'), z.strictObject({ schema: Schema }));
const OperationObject = z.strictObject({
  operationId: z.string().regex(/^[a-z]\w*$/),
  summary: z.string().min(1),
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      in: z.enum(['path', 'query']),
      required: z.boolean(),
      schema: Schema,
      style: z.literal('form').optional(),
      explode: z.literal(false).optional(),
    }),
  ),
  requestBody: z.strictObject({ required: z.literal(true), content: Media }).optional(),
  responses: z.record(
    z.string().regex(/^[2-5]\d\d$/),
    z.strictObject({ description: z.string().min(1), content: Media }),
  ),
});
/** OpenAPI 3.1.0, section 4.8, as far as this document uses it. */
const Document = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({
    title: z.string(),
    version: z.string(),
    description: z.string(),
    license: z.strictObject({ name: z.string(), identifier: z.string() }),
  }),
  servers: z.array(z.strictObject({ url: z.string() })),
  paths: z.record(z.string().startsWith('/'), z.partialRecord(z.enum(['get', 'post']), OperationObject)),
  components: z.strictObject({ schemas: z.record(z.string().regex(/^[\w.-]+$/), Schema) }),
});

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === '$ref' ? [String(item)] : referencesIn(item),
  );
}

describe('the OpenAPI document', () => {
  const document = JSON.parse(JSON.stringify(openApiDocument(OPERATIONS)));

  it('has the structure of OpenAPI 3.1, names that are used once, and references that lead somewhere', () => {
    Document.parse(document);
    expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(OPERATIONS.length);
    const known = Object.keys(document.components.schemas).map((id) => `#/components/schemas/${id}`);
    expect(referencesIn(document).filter((reference) => !known.includes(reference))).toEqual([]);
  });

  it('has every route, and the routes answer the methods that it names and no others', async () => {
    const routes = readdirSync('app/api', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('route.ts'))
      .map((file) => join('app/api', dirname(file)));
    const paths = [...new Set(OPERATIONS.map(({ path }) => path))];
    expect([...paths.map(folderOf), 'app/api/[...path]'].sort()).toEqual(routes.sort());
    for (const path of paths) {
      const methods = OPERATIONS.filter((one) => one.path === path).map(({ method }) => method);
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
        if (methods.some((known) => known === method)) continue;
        const reply = (await handlersOf(path))[method];
        const request = new Request(`http://localhost${path}`, { method });
        expect((await reply(request, { params: Promise.resolve({}) })).status).toBe(405);
      }
    }
  });

  it('says which parameters are needed and what they may be', () => {
    const { parameters } = document.paths['/api/search'].get;
    expect(parameters).toMatchObject([
      { name: 'q', required: true, schema: { type: 'string', minLength: 1, maxLength: 200 } },
      { name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 50, default: 20 } },
    ]);
    const [, , types] = document.paths['/api/paths'].get.parameters;
    expect(types).toMatchObject({
      schema: { type: 'array', items: { enum: expect.arrayContaining(['USES']) } },
    });
    expect(document.paths['/api/nodes/{id}'].get.parameters).toMatchObject([{ name: 'id', in: 'path' }]);
  });
});

describe('answers', () => {
  const data = mkdtempSync(join(tmpdir(), 'qwenealogy-api-'));
  beforeAll(async () => {
    process.env.DATA_DIR = data;
    delete process.env.NEO4J_URI;
    await loadPacks(await getGraph(), ['seed/qwen']);
  }, 60_000);
  afterAll(async () => {
    await closeGraph();
    rmSync(data, { recursive: true });
  });

  const asked = new Set<string>();
  /** The answer of an operation's handler, after it was read by the operation's schema or as a problem. */
  async function ask(
    id: string,
    query = '',
    { params = {}, body }: { params?: Record<string, string>; body?: unknown } = {},
  ) {
    const operation = OPERATIONS.find((one) => one.id === id);
    if (!operation) throw new Error(`no operation ${id}`);
    const { path, method, answer, problems } = operation;
    const request = new Request(`http://localhost${path}${query}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const reply = await (await handlersOf(path))[method](request, { params: Promise.resolve(params) });
    if (reply.status !== 200) {
      expect(problems).toContain(reply.status);
      expect(reply.headers.get('content-type')).toBe('application/problem+json');
      const problem = Problem.parse(await reply.json());
      expect(problem.status).toBe(reply.status);
      return problem;
    }
    asked.add(id);
    if (!reply.headers.get('content-type')?.startsWith('application/json')) {
      return { status: 200, text: await reply.text(), headers: reply.headers };
    }
    const json = await reply.json();
    const read = answer.safeParse(json);
    expect(read.error?.issues ?? []).toEqual([]);
    return { status: 200, ...json };
  }

  it('are what the schemas say', async () => {
    await ask('health');
    await ask('health', '?live=1');
    expect((await ask('graph')).nodes.length).toBeGreaterThan(100);
    expect(await ask('node', '', { params: { id: 'gqa' } })).toMatchObject({ node: { id: 'gqa' } });
    expect(await ask('search', '?q=gropued%20query&limit=3')).toMatchObject({
      results: [{ id: 'gqa' }, {}, {}],
    });
    expect((await ask('paths', '?from=mha&to=gqa')).paths[0]).toMatchObject({ nodes: ['mha', 'gqa'] });
    await ask('compare', '?a=qwen1.5-7b&b=qwen2-7b');
    await ask('compare', '?a=qwen2&b=qwen3');
    expect((await ask('export')).format).toBe('qwenealogy-graph');
    await ask('openapi');
  });

  it('of the learner too', async () => {
    const { items } = await ask('queue', '?limit=2');
    const body = { reviewId: randomUUID(), itemId: items[0].id, answer: items[0].options[0].id };
    await ask('answer', '', { body });
    const log = await ask('learnerExport');
    const { status: _, ...events } = log;
    expect(await ask('learnerImport', '', { body: events })).toMatchObject({ imported: 0, existing: 1 });
    expect(await ask('undo', '', { body: {} })).toMatchObject({ undone: body.reviewId, card: null });
    expect(await ask('undo', '', { body: { reviewId: randomUUID() } })).toMatchObject({ status: 404 });
  });

  it.each([
    ['graphml', 'application/graphml+xml', '<?xml'],
    ['cypher', 'text/plain', 'CREATE CONSTRAINT'],
    ['csv', 'text/csv', '_id,_labels,'],
  ])('as %s', async (format, type, start) => {
    const { text, headers } = await ask('export', `?format=${format}&label=Technique`);
    expect(text.startsWith(start)).toBe(true);
    expect(headers.get('content-type')).toContain(type);
    expect(Object.keys(OPERATIONS.find(({ id }) => id === 'export')?.files ?? {})).toContain(type);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="qwenealogy-graph.${format}"`);
    expect(text).toContain('gqa');
    expect(text).not.toContain('qwen2.5-7b-instruct-1m.member-of');
  });

  it.each([
    ['search', '', 400, 'q'],
    ['search', '?q=%20', 400, 'q'],
    ['search', `?q=${'x'.repeat(201)}`, 400, 'q'],
    ['search', '?q=x&limit=0', 400, 'limit'],
    ['search', '?q=x&limit=51', 400, 'limit'],
    ['search', '?q=x&limit=0x10', 400, 'limit'],
    ['paths', '?from=mha', 400, 'to'],
    ['paths', '?from=mha&to=gqa&types=REPLACES,LIKES', 400, 'types.1'],
    ['compare', '?a=qwen2-7b', 400, 'b'],
    ['compare', '?a=qwen2-7b&b=qwen3', 400, 'b'],
    ['compare', '?a=gqa&b=mha', 400, 'b'],
    ['export', '?format=xml', 400, 'format'],
    ['export', '?generation=qwen9', 404, undefined],
    ['paths', '?from=nope&to=gqa', 404, undefined],
    ['compare', '?a=qwen2-7b&b=nope', 404, undefined],
  ])('%s%s: %i at %s', async (id, query, status, path) => {
    const answer = await ask(id, query);
    expect(answer.status).toBe(status);
    if (path !== undefined) expect(answer.errors[0].path).toBe(path);
  });

  it('name the allowed types, and no path is an empty list', async () => {
    expect((await ask('paths', '?from=mha&to=gqa&types=LIKES')).detail).toContain('"REPLACES"');
    expect(await ask('paths', '?from=mha&to=gqa&types=NEXT')).toMatchObject({ paths: [] });
  });

  it('were all asked for', () => {
    expect([...asked].sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
  });
});
