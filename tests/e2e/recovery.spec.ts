import { randomUUID } from 'node:crypto';
import { DEFAULT_PACKS } from '../../seed/load-pack';
import { freePort } from '../free-port';
import { startNeo4j, type TestServer } from '../neo4j/server';
import { expect, test } from './fixtures';
import { type Started, startApp, temporaryFolder } from './server';

let app: Started | undefined;
let server: TestServer | undefined;
const data = temporaryFolder();

test.afterEach(async () => {
  await server?.stop();
  const code = await app?.stop();
  data.remove();
  expect(code, 'the server stops cleanly').toBe(0);
});

test.setTimeout(300_000);
test('the app says that the database is away, and recovers by itself', async ({ request, page }) => {
  test.skip(process.env.NEO4J_TEST_URI !== undefined, 'a server that is not ours cannot be stopped');
  const port = await freePort();
  app = await startApp({
    DATA_DIR: data.path,
    NEO4J_URI: `bolt://127.0.0.1:${port}`,
    NEO4J_USER: 'neo4j',
    NEO4J_PASSWORD: 'a-test-password',
  });
  const { url } = app;
  const health = async () => {
    const reply = await request.get(`${url}/api/health`);
    return { status: reply.status(), packs: (await reply.json()).packs?.length };
  };
  const answers = async () => (await (await request.get(`${url}/api/learner/export`)).json()).events.length;

  await test.step('away at the start', async () => {
    const away = await request.get(`${url}/api/health`);
    expect(away.status()).toBe(503);
    expect(away.headers()['retry-after']).toBeTruthy();
    expect((await request.get(`${url}/api/health?live=1`)).status()).toBe(200);
    await page.goto(`${url}/en/lineage`);
    await expect(page.getByRole('heading', { name: 'This page could not be shown' })).toBeVisible();
  });

  await test.step('it comes: the pack is loaded, and the waiting page shows it', async () => {
    server = await startNeo4j({ port, folder: data.path });
    await expect.poll(health, { timeout: 60_000 }).toEqual({ status: 200, packs: DEFAULT_PACKS.length });
    await expect(page.getByRole('application')).toBeVisible({ timeout: 30_000 });
  });

  await test.step('it goes and comes back: 503 meanwhile, and the answer is kept', async () => {
    const { items } = await (await request.get(`${url}/api/quiz/queue?limit=1`)).json();
    const [item] = items;
    const answer = { reviewId: randomUUID(), itemId: item.id, answer: item.options[0].id };
    expect((await request.post(`${url}/api/quiz/answers`, { data: answer })).status()).toBe(200);
    await server?.stop();
    await expect.poll(health, { timeout: 60_000 }).toMatchObject({ status: 503 });
    const second = { ...answer, reviewId: randomUUID() };
    expect((await request.post(`${url}/api/quiz/answers`, { data: second })).status()).toBe(503);
    server = await startNeo4j({ port, folder: data.path });
    await expect.poll(health, { timeout: 60_000 }).toEqual({ status: 200, packs: DEFAULT_PACKS.length });
    expect(await answers()).toBe(1);
  });
});
