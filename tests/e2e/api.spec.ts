import { randomUUID } from 'node:crypto';
import { expect, test } from './fixtures';

test('problems say what is wrong', async ({ app, request }) => {
  const problem = async (path: string, options?: Parameters<typeof request.fetch>[1]) => {
    const reply = await request.fetch(`${app.url}${path}`, options);
    expect(reply.headers()['content-type']).toContain('application/problem+json');
    return { status: reply.status(), ...(await reply.json()) };
  };
  expect(await problem('/api/nodes/nope')).toMatchObject({ status: 404, detail: 'no node "nope"' });
  expect(await problem('/api/nope')).toMatchObject({ status: 404 });
  expect(await problem('/api/nodes/%ff')).toMatchObject({ status: 400 });
  expect(await problem('/api/nodes/gqa?x=1')).toMatchObject({ status: 400 });
  expect(await problem('/api/graph?generation=qwen9')).toMatchObject({ status: 404 });
  expect(await problem('/api/graph?family=quarks')).toMatchObject({
    status: 400,
    errors: [{ path: 'family' }],
  });
  expect(await problem('/api/graph?label=Model&label=Stage')).toMatchObject({ status: 400 });
  expect(await problem('/api/export', { method: 'DELETE' })).toMatchObject({ status: 405 });
  const json = { 'content-type': 'application/json' };
  expect(
    await problem('/api/quiz/answers', { method: 'POST', headers: json, data: Buffer.from('{') }),
  ).toMatchObject({ status: 400 });
  expect(
    await problem('/api/quiz/answers', { method: 'POST', data: { text: 'x'.repeat(20_000) } }),
  ).toMatchObject({ status: 413 });
  expect(
    await problem('/api/quiz/answers', {
      method: 'POST',
      data: { reviewId: randomUUID(), itemId: 'no', answer: 'a' },
    }),
  ).toMatchObject({ status: 404 });
  const form = { method: 'POST', headers: { 'content-type': 'text/plain' }, data: '{}' };
  expect(await problem('/api/quiz/undo', form)).toMatchObject({ status: 415 });
  const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString();
  expect(
    await problem('/api/quiz/answers', {
      method: 'POST',
      data: { reviewId: randomUUID(), itemId: 'no', answer: 'a', answeredAt: tomorrow },
    }),
  ).toMatchObject({ status: 400, errors: [{ path: 'answeredAt' }] });
  const unreadable = { id: 'p1', type: 'answer', at: '2026-01-01T00:00:00+08', component: 'x', grade: 1 };
  expect(
    await problem('/api/learner/import', {
      method: 'POST',
      data: { format: 'qwenealogy-learner', version: 1, events: [unreadable] },
    }),
  ).toMatchObject({ status: 400, errors: [{ path: 'events.0.at' }] });
  expect(await problem('/api/quiz/queue?about=nope')).toMatchObject({ status: 404 });
  expect(await problem('/api/quiz/queue?limit=0x10')).toMatchObject({ status: 400 });
  expect(await problem('/api/health', { headers: { host: 'evil.example' } })).toMatchObject({ status: 421 });
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'not an origin' },
    { 'sec-fetch-site': 'cross-site' },
  ];
  for (const headers of foreign) {
    expect(await problem('/api/quiz/undo', { method: 'POST', headers, data: {} })).toMatchObject({
      status: 403,
    });
  }
});

test('an answer counts once, and an undo takes it back exactly', async ({ app, request }) => {
  const queue = async () => (await request.get(`${app.url}/api/quiz/queue?limit=3`)).json();
  const before = await queue();
  const [item] = before.items;
  expect(JSON.stringify(before)).not.toMatch(/"key"|"correct"|"explanation"|"errorPath"/);
  const data = {
    reviewId: randomUUID(),
    itemId: item.id,
    answer: item.options[0].id,
    answeredAt: '2026-01-01T09:00:00+08:00',
  };
  const replies = await Promise.all(
    [1, 2, 3].map(() => request.post(`${app.url}/api/quiz/answers`, { data })),
  );
  const bodies = await Promise.all(replies.map((reply) => reply.text()));
  expect(new Set(bodies).size).toBe(1);
  const events = async () => (await (await request.get(`${app.url}/api/learner/export`)).json()).events;
  expect((await events()).filter(({ type }: { type: string }) => type === 'answer')).toHaveLength(1);
  const exported = await (await request.get(`${app.url}/api/learner/export`)).json();
  const again = await request.post(`${app.url}/api/learner/import`, { data: exported });
  expect(await again.json()).toEqual({ imported: 0, existing: 1, conflicting: [] });
  const [stored] = exported.events;
  const other = { ...exported, events: [{ ...stored, grade: 4 }] };
  const clash = await request.post(`${app.url}/api/learner/import`, { data: other });
  expect(await clash.json()).toEqual({ imported: 0, existing: 1, conflicting: [stored.id] });
  expect(await events()).toEqual(exported.events);
  expect(await (await request.post(`${app.url}/api/quiz/undo`, { data: {} })).json()).toMatchObject({
    undone: data.reviewId,
    card: null,
  });
  expect((await queue()).items).toEqual(before.items);
});

test('a log of more than 10 MB can be brought in', async ({ app, request }) => {
  const events = Array.from({ length: 40_000 }, (_, n) => ({
    id: `import-${n}`,
    type: 'settings',
    at: '2026-01-01T00:00:00Z',
    note: 'x'.repeat(200),
  }));
  const data = { format: 'qwenealogy-learner', version: 1, events };
  expect(JSON.stringify(data).length).toBeGreaterThan(10 * 1024 * 1024);
  const reply = await request.post(`${app.url}/api/learner/import`, { data, timeout: 120_000 });
  expect(await reply.json()).toEqual({ imported: events.length, existing: 0, conflicting: [] });
});

test('an address that no page has gets a page in the reader’s language', async ({ app, page, request }) => {
  expect((await request.get(`${app.url}/zh/nope`)).status()).toBe(404);
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(`${app.url}/zh/nope`);
  await expect(page.getByRole('heading', { name: '没有这个页面。' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh');
  // The browser logs the 404 itself; the content policy must have nothing to say.
  expect(errors.filter((text) => /Content Security Policy/.test(text))).toEqual([]);
});

test('the graph has an ETag, filters and a stable export', async ({ app, request }) => {
  const first = await request.get(`${app.url}/api/graph?family=attention&label=Technique`);
  const { nodes } = await first.json();
  expect(nodes.map(({ id }: { id: string }) => id)).toContain('gqa');
  expect(nodes.every(({ props }: { props: { family: string } }) => props.family === 'attention')).toBe(true);
  const again = await request.get(`${app.url}/api/graph`, {
    headers: { 'if-none-match': first.headers().etag ?? '' },
  });
  expect(again.status()).toBe(304);
  const text = async () => (await request.get(`${app.url}/api/export?format=json`)).text();
  expect(await text()).toBe(await text());
});

test('search, paths and comparisons answer, and say what is wrong with a question', async ({
  app,
  request,
}) => {
  const ask = async (path: string) => {
    const reply = await request.get(`${app.url}${path}`);
    return { status: reply.status(), ...(await reply.json()) };
  };
  expect((await ask('/api/search?q=gropued%20query%20atention&limit=3')).results[0]).toMatchObject({
    id: 'gqa',
  });
  expect((await ask(`/api/search?q=${encodeURIComponent('旋转位置')}`)).results[0]).toMatchObject({
    id: 'rope',
  });
  expect(await ask('/api/search')).toMatchObject({ status: 400, errors: [{ path: 'q' }] });
  expect(await ask('/api/search?q=x&limit=51')).toMatchObject({ status: 400, errors: [{ path: 'limit' }] });
  const { paths } = await ask('/api/paths?from=mha&to=gated-deltanet&types=REPLACES,BUILDS_ON');
  expect(paths[0].nodes[0]).toBe('mha');
  expect(paths[0].nodes.at(-1)).toBe('gated-deltanet');
  expect(await ask('/api/paths?from=mha&to=nope')).toMatchObject({ status: 404 });
  expect(await ask('/api/paths?from=mha&to=gqa&types=LIKES')).toMatchObject({
    status: 400,
    detail: expect.stringContaining('REPLACES'),
  });
  const compared = await ask('/api/compare?a=qwen1.5-7b&b=qwen2-7b');
  expect(compared.techniques.gained).toContain('gqa');
  expect(
    compared.config.find(({ field }: { field: string }) => field === 'num_key_value_heads'),
  ).toMatchObject({
    a: 32,
    b: 4,
  });
  expect(await ask('/api/compare?a=gqa&b=mha')).toMatchObject({ status: 400 });
});

test('the exports are files in their formats, and the OpenAPI document names every route', async ({
  app,
  request,
}) => {
  for (const [format, type, start] of [
    ['json', 'application/json', '{"format":"qwenealogy-graph"'],
    ['graphml', 'application/graphml+xml', '<?xml'],
    ['cypher', 'text/plain', 'CREATE CONSTRAINT'],
    ['csv', 'text/csv', '_id,_labels,'],
  ] as const) {
    const reply = await request.get(`${app.url}/api/export?format=${format}`);
    expect(reply.headers()['content-type']).toContain(type);
    expect(reply.headers()['content-disposition']).toContain(`qwenealogy-graph.${format}`);
    const text = await reply.text();
    expect(text.startsWith(start)).toBe(true);
    expect(text).toContain('分组查询注意力');
  }
  const { openapi, paths } = await (await request.get(`${app.url}/api/openapi.json`)).json();
  expect(openapi).toBe('3.1.0');
  for (const path of ['/api/search', '/api/quiz/answers', '/api/nodes/{id}'])
    expect(paths).toHaveProperty([path]);
});

test('the search page answers without scripts, and / leads to its box', async ({ app, page, browser }) => {
  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(`${app.url}/zh/search?q=${encodeURIComponent('查询注意力')}`);
  await expect(plain.getByRole('heading', { level: 1 })).toContainText('查询注意力');
  const found = plain.locator('main').getByRole('link', { name: '分组查询注意力', exact: true });
  await expect(found).toHaveAttribute('href', '/zh/technique/gqa');
  await plain.goto(`${app.url}/en/search`);
  await expect(plain.getByRole('link', { name: 'KV cache', exact: true })).toBeVisible();
  await plain.close();
  await page.goto(`${app.url}/en`);
  const box = page.getByRole('searchbox');
  await expect(async () => {
    await page.keyboard.press('/');
    await expect(box).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.type('swigl/');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/en\/search\?q=swigl%2F$/);
  await expect(page.getByRole('link', { name: 'SwiGLU', exact: true }).first()).toBeVisible();
});
