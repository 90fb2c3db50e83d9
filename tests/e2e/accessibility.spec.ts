import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';

const PAGES = [
  '',
  '/lineage',
  '/lineage?select=gqa',
  '/lineage?view=outline',
  '/technique',
  '/technique/rmsnorm',
  '/technique/gated-deltanet',
  '/model',
  '/model/qwen3-next-80b-a3b',
  '/generation/qwen3',
  '/stage/qwen3.post-2',
  '/source/src.q3tr',
  '/claims',
  '/conflicts',
  '/numbers',
  '/anatomy',
  '/search?q=gqa',
  '/review',
];

for (const locale of ['en', 'zh']) {
  for (const theme of ['light', 'dark']) {
    test(`axe finds nothing: ${locale}, ${theme}`, async ({ page, app, context, problems }) => {
      await context.addCookies([{ name: 'theme', value: theme, url: app.url }]);
      for (const path of PAGES) {
        await page.goto(`${app.url}/${locale}${path}`);
        await page.waitForLoadState('networkidle');
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze();
        expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      }
      expect(problems).toEqual([]);
    });
  }
}
