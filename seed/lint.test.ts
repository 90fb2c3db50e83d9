import { describe, expect, it } from 'vitest';
import type { GraphNode } from '@/lib/knowledge/graph';
import { lintPack } from './lint';

const at = () => ({ file: 'techniques/a.yaml', line: 1 });
const evidence = (fields: string[]) => [
  { source: 'src.a', locator: 'table 1', confidence: 'verified' as const, fields },
];

/** A row with nothing to remark, and one change. */
function remarks(change: Partial<GraphNode['props']>, fields?: string[]): string[] {
  const props = {
    claim: { en: 'It shares heads among queries.', zh: '多个查询共享一组头。' },
    problem: { en: 'The cache is large.', zh: '缓存很大。' },
    how: { en: 'Each group shares one head.', zh: '每组共享一个头。' },
    cost_bytes: { en: 'Less cache by the ratio.', zh: '缓存按比例减少。' },
    misconception: { en: 'It saves compute.', zh: '它节省计算。' },
    correction: { en: 'It saves cache only.', zh: '它只节省缓存。' },
    ...change,
  };
  const given = Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
  const node: GraphNode = {
    id: 'a',
    label: 'Technique',
    name: { en: 'A', zh: 'A' },
    props: given as GraphNode['props'],
    evidence: evidence(fields ?? Object.keys(given)),
  };
  const source: GraphNode = {
    id: 'src.a',
    label: 'Source',
    name: { en: 'S', zh: 'S' },
    props: { kind: 'paper', title: 'S' },
    evidence: [],
  };
  const pack = {
    nodes: [
      { element: node, at },
      { element: source, at },
    ],
    edges: [],
  };
  return lintPack(pack, false).map(({ rule, reason }) => `${rule}: ${reason}`);
}

describe('what a pack could say better', () => {
  it('remarks nothing on a full row', () => {
    expect(remarks({})).toEqual([]);
  });

  it.each([
    [
      'a sentence that is not translated',
      { how: { en: 'Each group shares one head.', zh: 'Each group.' } },
      /translation: a: how\.zh/,
    ],
    [
      'Chinese in the English',
      { how: { en: '每组 shares one head.', zh: '每组共享一个头。' } },
      /translation: a: how\.en/,
    ],
    ['a missing part', { problem: undefined }, /empty: a: problem is not given/],
    ['no cost at all', { cost_bytes: undefined }, /empty: a: cost_params, cost_flops or cost_bytes/],
    ['a formula without its symbols', { formula: 'G = 1' }, /empty: a: symbols/],
    [
      'a symbol that the formula lacks',
      { formula: 'G = 1', symbols: [{ tex: 'H', meaning: { en: 'heads', zh: '头数' }, shape: 'scalar' }] },
      /symbol: a: H does not stand/,
    ],
    [
      'a long English sentence',
      { how: { en: `${'word '.repeat(41)}.`, zh: '短句。' } },
      /long: a: how: a sentence of over 40 words/,
    ],
    [
      'a long Chinese sentence',
      { how: { en: 'Short.', zh: `${'字'.repeat(81)}。` } },
      /long: a: how: a sentence of over 80 characters/,
    ],
  ])('remarks %s', (_what, change, remark) => {
    expect(remarks(change)).toEqual([expect.stringMatching(remark)]);
  });

  it('remarks a sentence that no evidence names', () => {
    const named = ['claim', 'problem', 'how', 'cost_bytes', 'misconception'];
    expect(remarks({}, named)).toEqual([
      expect.stringMatching(/unsourced: a: no evidence names "correction"/),
    ]);
  });

  it('remarks a source that nothing rests on', () => {
    const source: GraphNode = {
      id: 'src.b',
      label: 'Source',
      name: { en: 'B', zh: 'B' },
      props: { title: 'B' },
      evidence: [],
    };
    expect(lintPack({ nodes: [{ element: source, at }], edges: [] }, false)).toMatchObject([
      { rule: 'unused' },
    ]);
  });
});
