import { freePort } from '../free-port';
import { startNeo4j } from '../neo4j/server';
import { expect, test } from './fixtures';
import { startApp, temporaryFolder } from './server';

test('the app says that the database is away, and recovers by itself', async ({ request }) => {
  const data = temporaryFolder();
  const port = await freePort();
  const app = await startApp({
    DATA_DIR: data.path,
    NEO4J_URI: `bolt://127.0.0.1:${port}`,
    NEO4J_USER: 'neo4j',
    NEO4J_PASSWORD: 'a-test-password',
  });
  const away = await request.get(`${app.url}/api/health`);
  expect(away.status()).toBe(503);
  expect(away.headers()['retry-after']).toBeTruthy();
  expect((await request.get(`${app.url}/api/health?live=1`)).status()).toBe(200);
  const server = await startNeo4j(port);
  await expect
    .poll(async () => (await (await request.get(`${app.url}/api/health`)).json()).packs?.length, {
      timeout: 60_000,
    })
    .toBe(1);
  expect((await request.get(`${app.url}/api/export`)).status()).toBe(200);
  expect(await app.stop()).toBe(0);
  await server.stop();
  data.remove();
});
