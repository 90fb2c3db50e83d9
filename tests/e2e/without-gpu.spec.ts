import { browserArgs } from './browser';
import { expect, test } from './fixtures';

test('without WebGPU the kernel runs in float64 on the CPU and says so', async ({
  app,
  playwright,
  page,
}) => {
  const { executablePath } = (test.info().project.use.launchOptions ?? {}) as { executablePath?: string };
  await page.close();
  const browser = await playwright.chromium.launch({ executablePath, args: browserArgs({ gpu: false }) });
  const other = await browser.newPage();
  await other.addInitScript(() => Object.defineProperty(navigator, 'gpu', { get: () => undefined }));
  await other.goto(`${app.url}/en/technique/rmsnorm`);
  await other.getByRole('button', { name: /^Run/ }).click();
  await expect(other.getByText('No WebGPU here: this ran on the CPU in float64.')).toBeVisible();
  await browser.close();
});
