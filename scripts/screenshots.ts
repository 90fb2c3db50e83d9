import { mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { browserArgs, findBrowser } from '../tests/e2e/browser';
import { startApp, temporaryFolder } from '../tests/e2e/server';

const FOLDER = 'docs/screenshots';
const PAGES = [
  ['lineage', '/lineage?select=gqa'],
  ['technique', '/technique/gqa'],
  ['claims', '/claims?verdict=wrong'],
  ['model', '/model/qwen3-next-80b-a3b'],
  ['review', '/review'],
] as const;

/** Takes the pictures of docs/screenshots from the running app: the main pages, light and dark, and the phone. */
export async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const data = temporaryFolder();
  const app = await startApp({ DATA_DIR: data.path });
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: browserArgs({ gpu: true }),
  });
  const shoot = async (
    name: string,
    path: string,
    theme: string,
    viewport: { width: number; height: number },
  ) => {
    const context = await browser.newContext({ viewport });
    await context.addCookies([{ name: 'theme', value: theme, url: app.url }]);
    const page = await context.newPage();
    await page.goto(`${app.url}${path}`);
    await page.waitForLoadState('networkidle');
    if (await page.locator('#kernel').count()) {
      await page.getByRole('button', { name: /^(Run|运行)/ }).click();
      await page.getByText(/Checked against float64|与 float64 对照/).waitFor();
    }
    if (path.endsWith('/review')) {
      await page.keyboard.press('1');
      await page.keyboard.press('Enter');
      await page.locator('[data-state="answered"]').waitFor();
    }
    await page.screenshot({ path: `${FOLDER}/${name}.png` });
    await context.close();
  };
  for (const [name, path] of PAGES) {
    for (const theme of ['light', 'dark']) {
      await shoot(`${name}-${theme}`, `/en${path}`, theme, { width: 1440, height: 900 });
    }
  }
  await shoot('lineage-zh', '/zh/lineage?select=gated-deltanet', 'light', { width: 1440, height: 900 });
  await shoot('numbers-zh', '/zh/numbers', 'light', { width: 1440, height: 900 });
  await shoot('technique-zh-phone', '/zh/technique/yarn', 'light', { width: 390, height: 844 });
  await shoot('review-zh-phone', '/zh/review', 'light', { width: 390, height: 844 });
  await browser.close();
  await app.stop();
  data.remove();
}
