import { describe, expect, it } from 'vitest';
import { readPack } from '@/seed/load-pack';
import { formulaHtml } from './formula';

describe('formulas', () => {
  const formulas = readPack('seed/qwen').nodes.flatMap(({ id, props }): [string, string][] =>
    typeof props.formula === 'string' ? [[id, props.formula]] : [],
  );

  it.each(formulas)('%s is TeX that KaTeX draws', (_id, tex) => {
    const html = formulaHtml(tex, { display: true });
    expect(html).toContain('katex-html');
    expect(html).toContain('<math');
  });

  it('puts no link or script of a formula on the page', () => {
    expect(formulaHtml('\\href{javascript:alert(1)}{x}', { display: false })).not.toContain('href=');
  });
});
