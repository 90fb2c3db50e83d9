import { defineConfig } from '@playwright/test';
import { browserArgs, findBrowser } from './browser';

const executablePath = await findBrowser();
if (!executablePath) {
  throw new Error('no browser: set CHROMIUM_PATH to a Chrome or Chromium (nothing is downloaded here)');
}

export default defineConfig({
  testDir: '.',
  outputDir: '../../.tmp/e2e',
  // One at a time: a server, a database and a software GPU share two cores.
  workers: 1,
  fullyParallel: false,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json']],
  forbidOnly: process.env.CI === 'true',
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath, args: browserArgs({ gpu: true }) },
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'embedded', use: { engine: 'embedded' } as object, testIgnore: /recovery\.spec\.ts/ },
    {
      name: 'neo4j',
      use: { engine: 'neo4j' } as object,
      testMatch: /(journey|recovery|export|api)\.spec\.ts/,
    },
  ],
});
