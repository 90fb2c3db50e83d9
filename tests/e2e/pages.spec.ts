import { DEFAULT_PACKS, readPacks } from '../../seed/load-pack';
import { expect, test } from './fixtures';

/** One of each kind of page; what must be readable there before any script runs. */
const PAGES: [string, RegExp, RegExp][] = [
  ['', /lineage/i, /谱系/],
  ['/lineage?view=outline', /Grouped-query attention/, /分组查询注意力/],
  ['/technique', /Gated DeltaNet/, /门控 DeltaNet/],
  ['/technique/gqa', /Said elsewhere, and not right/, /别处的不准确说法/],
  ['/technique/gated-deltanet', /Symbol/, /符号/],
  ['/model', /Qwen3-Next-80B-A3B/, /Qwen3-Next-80B-A3B/],
  ['/model/qwen2-7b', /28,672/, /28,672/],
  ['/generation/qwen3-next', /Gated DeltaNet/, /门控 DeltaNet/],
  ['/stage/qwen3.post-2', /3,995/, /3,995/],
  ['/source/src.q3tr', /What rests on it/, /以它为依据的内容/],
  ['/claims', /What the sources say/, /来源怎么说/],
  ['/claims?verdict=wrong', /Group Relative Policy Optimization/, /Group Relative Policy Optimization/],
  ['/conflicts', /Qwen2-7B/, /Qwen2-7B/],
  ['/numbers', /89\.1%/, /89\.1%/],
  ['/anatomy', /config\.json/, /config\.json/],
  ['/search?q=gqa', /Grouped-query attention/, /分组查询注意力/],
  ['/review', /Review/, /复习/],
];
const HAN = /\p{Script=Han}/u;

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every page can be read, with one h1, a title and a description in its language', async ({
    page,
    app,
  }) => {
    const said = new Map<string, string>();
    for (const locale of ['en', 'zh'] as const) {
      for (const [path, en, zh] of PAGES) {
        const response = await page.goto(`${app.url}/${locale}${path}`);
        expect(response?.status(), path).toBe(200);
        await expect(page.locator('html')).toHaveAttribute('lang', locale);
        await expect(page.locator('h1'), path).toHaveCount(1);
        const title = await page.title();
        const description = await page.locator('meta[name="description"]').getAttribute('content');
        expect(title, path).toMatch(/Qwenealogy/);
        expect(description ?? '', path).not.toBe('');
        // An English one may name a Chinese title.
        const own = locale === 'zh' ? HAN : /^[\p{Script=Latin}\d-]+,? /u;
        expect(description ?? '', `${locale}${path}`).toMatch(own);
        const key = `${locale} ${title}`;
        const [place = ''] = path.split('?');
        expect(said.get(key) ?? place, `two pages have the title “${title}”`).toBe(place);
        said.set(key, place);
        await expect(page.locator('h1'), path).toBeVisible();
        // As HTML: what stands in <noscript> is no text to the test runner.
        expect(await page.locator('main').innerHTML(), path).toMatch(locale === 'en' ? en : zh);
      }
    }
  });

  test('every node has a page of its own or a place on one, and no link leads nowhere', async ({
    page,
    app,
    request,
  }) => {
    test.slow();
    const pack = readPacks(DEFAULT_PACKS);
    const pages: Record<string, string> = {
      Generation: 'generation',
      Model: 'model',
      Source: 'source',
      Stage: 'stage',
      Technique: 'technique',
    };
    for (const { id, label } of pack.nodes) {
      const path = pages[label];
      if (path) expect((await request.get(`${app.url}/zh/${path}/${id}`)).status(), id).toBe(200);
    }
    for (const [list, label] of [
      ['claims', 'Claim'],
      ['conflicts', 'Conflict'],
    ] as const) {
      await page.goto(`${app.url}/en/${list}`);
      const ids = new Set(await page.locator('main [id]').evaluateAll((all) => all.map(({ id }) => id)));
      expect(pack.nodes.filter((node) => node.label === label && !ids.has(node.id))).toEqual([]);
    }
    const links = new Set<string>();
    for (const [path] of PAGES) {
      await page.goto(`${app.url}/en${path}`);
      const found = await page
        .locator('a[href^="/"]')
        .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
      for (const link of found) links.add(link.split('#')[0] ?? '');
    }
    for (const link of links) expect((await request.get(`${app.url}${link}`)).status(), link).toBe(200);
  });

  test('an unknown id is a page that says so', async ({ request, app }) => {
    for (const path of ['technique/none', 'model/none', 'generation/none', 'stage/none', 'source/none']) {
      expect((await request.get(`${app.url}/en/${path}`)).status(), path).toBe(404);
    }
  });
});

test('claims are filtered by verdict and release, and found from the node that they are about', async ({
  page,
  app,
  problems,
}) => {
  await page.goto(`${app.url}/en/claims`);
  await page.getByRole('navigation', { name: 'Filter by verdict' }).getByText('wrong').click();
  await expect(page).toHaveURL(/verdict=wrong/);
  await expect(page.locator('tr[data-verdict="wrong"]')).toHaveCount(13);
  await expect(page.locator('tr[data-verdict="imprecise"]')).toHaveCount(0);
  await page.getByRole('navigation', { name: 'Filter by release' }).getByText('Qwen3-Next').click();
  await expect(page).toHaveURL(/generation=qwen3-next/);
  await page.goto(`${app.url}/en/lineage?select=gqa`);
  await page.getByRole('complementary').getByRole('link', { name: /40%/ }).click();
  await expect(page).toHaveURL(/claims#claim\.w6/);
  await expect(page.locator('[id="claim.w6"]')).toBeInViewport();
  expect(problems).toEqual([]);
});

test('a config.json is read on the device: its anatomy, its nearest model, and one line for what is wrong', async ({
  page,
  app,
  problems,
}) => {
  await page.goto(`${app.url}/en/anatomy`);
  await page.waitForLoadState('networkidle');
  const sent: string[] = [];
  // Links to techniques are fetched ahead; nothing of the file may go along.
  page.on('request', (request) => {
    if (request.method() !== 'GET' || /4096|7168|129280|model_type/.test(request.url()))
      sent.push(request.url());
  });
  await page.getByRole('button', { name: 'An example: DeepSeek-V3' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Read as DeepSeek-V3: 671B parameters')).toBeVisible();
  await expect(page.getByText(/quantization_config/).last()).toBeVisible();
  const text = page.getByRole('textbox', { name: /paste/i });
  await text.fill('{"model_type": "llama", "hidden_size": 4096');
  await expect(page.getByText(/Line 1, column \d+/)).toBeVisible();
  await text.fill('{"model_type": "mamba", "hidden_size": 4096}');
  await expect(page.locator('main')).toContainText(/mamba/);
  await expect(page.getByText(/parameters, .* cached elements/)).toHaveCount(0);
  expect(sent, 'nothing is sent').toEqual([]);
  expect(problems).toEqual([]);
});

test('sliders of a model change what it needs', async ({ page, app, problems }) => {
  await page.goto(`${app.url}/zh/model/qwen3-next-80b-a3b`);
  await page.waitForLoadState('networkidle');
  const context = page.getByRole('slider').first();
  const main = page.locator('main');
  const before = await main.textContent();
  await context.focus();
  await page.keyboard.press('End');
  await expect.poll(() => main.textContent()).not.toBe(before);
  expect(problems).toEqual([]);
});
