import { test as base, type ConsoleMessage, expect, type Page } from '@playwright/test';
import { startNeo4j } from '../neo4j/server';
import { type Started, startApp, temporaryFolder } from './server';

/** A running app whose server can be stopped and started again on the same data. */
export interface App {
  readonly url: string;
  readonly engine: 'embedded' | 'neo4j';
  restart(signal?: NodeJS.Signals): Promise<void>;
}

interface Options {
  engine: 'embedded' | 'neo4j';
}

/** Console errors and CSP violations fail the test that met them. */
function watch(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return errors;
}

export const test = base.extend<
  { app: App; problems: string[] },
  Options & { database: Record<string, string> }
>({
  engine: ['embedded', { option: true, scope: 'worker' }],
  database: [
    async ({ engine }, use) => {
      if (engine === 'embedded') {
        await use({});
        return;
      }
      const server = await startNeo4j();
      await use({ NEO4J_URI: server.uri, NEO4J_USER: server.user, NEO4J_PASSWORD: server.password });
      await server.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  app: async ({ engine, database }, use) => {
    const data = temporaryFolder();
    const env = { DATA_DIR: data.path, ...database };
    let running: Started = await startApp(env);
    await use({
      get url() {
        return running.url;
      },
      engine,
      async restart(signal) {
        const port = new URL(running.url).port;
        await running.stop(signal);
        running = await startApp({ ...env, PORT: port });
      },
    });
    const code = await running.stop();
    data.remove();
    expect(code, 'the server stops cleanly').toBe(0);
  },
  problems: async ({ page }, use) => {
    const errors = watch(page);
    await use(errors);
    expect(errors, 'console errors and CSP violations').toEqual([]);
  },
});

export { expect };
