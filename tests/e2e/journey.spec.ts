import { expect, test } from './fixtures';

interface LineageHandle {
  positions(): Record<string, { x: number; y: number }>;
}

test('from the lineage to a kept review', async ({ page, app, problems }) => {
  await test.step('open the lineage, find and select GQA, read its evidence', async () => {
    await page.goto(`${app.url}/en/lineage`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const map = page.getByRole('application');
    await expect(map).toBeVisible();
    await page.waitForFunction(() => '__lineage' in window);
    // The map says where it drew the station: a click lands on the canvas, not on a guess.
    const gqa = await page.evaluate(
      () => (window as unknown as { __lineage: LineageHandle }).__lineage.positions().gqa,
    );
    await map.click({ position: gqa });
    await expect(page).toHaveURL(/select=gqa/);
    const panel = page.getByRole('complementary');
    await expect(panel.getByRole('heading', { name: 'Grouped-query attention' })).toBeVisible();
    await expect(panel).toContainText('Qwen1.5-32B');
    await expect(panel).toContainText('verified');
  });

  await test.step('run the attention kernel and see it agree with float64', async () => {
    await page
      .getByRole('complementary')
      .getByRole('link', { name: /Run the kernel/ })
      .click();
    await page.waitForURL(/\/en\/technique\/gqa/);
    await page.getByRole('button', { name: /^Run/ }).click();
    await expect(page.getByText(/Checked against float64/)).toBeVisible({ timeout: 60_000 });
  });

  const answersKept = async (): Promise<string[]> => {
    const { events } = await (await page.request.get(`${app.url}/api/learner/export`)).json();
    return events.flatMap(({ id, type }: { id: string; type: string }) => (type === 'answer' ? [id] : []));
  };
  const before = await answersKept();
  const answered: string[] = [];
  await test.step('answer three questions by keyboard', async () => {
    await page.goto(`${app.url}/en/review`);
    for (let question = 0; question < 3; question += 1) {
      const response = page.waitForResponse((reply) => reply.url().endsWith('/api/quiz/answers'));
      await expect(page.locator('[data-state="asking"]')).toBeVisible();
      if ((await page.getByRole('textbox').count()) > 0) {
        await page.getByRole('textbox').fill('4');
        await page.keyboard.press('Enter');
      } else {
        await page.keyboard.press('1');
        await page.keyboard.press('Enter');
      }
      const reply = await (await response).json();
      answered.push(reply.reviewId);
      await expect(page.locator('[data-state="answered"]')).toBeVisible();
      await page.keyboard.press('Enter');
    }
    expect(new Set(answered).size).toBe(3);
  });

  await test.step('restart the server and find the three reviews kept', async () => {
    await app.restart();
    expect((await answersKept()).sort()).toEqual([...before, ...answered].sort());
  });
  expect(problems).toEqual([]);
});
