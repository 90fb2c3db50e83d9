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
