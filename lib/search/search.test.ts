import { describe, expect, it } from 'vitest';
import type { GraphExport, GraphNode } from '@/lib/knowledge/graph';
import { buildSearch } from './search';
import { snippetOf } from './snippet';
import { texWords, wordsOf } from './words';

const node = (id: string, name: [string, string], rest: Partial<GraphNode> = {}): GraphNode => ({
  id,
  label: 'Technique',
  name: { en: name[0], zh: name[1] },
  props: {},
  evidence: [],
  ...rest,
});

const graph: GraphExport = {
  format: 'qwenealogy-graph',
  version: 1,
  packs: [],
  edges: [],
  nodes: [
    node('arxiv.1', ['Training grouped-query models', 'Training grouped-query models'], { label: 'Source' }),
    node('b-twin', ['Twin', '孪生']),
    node('a-twin', ['Twin', '孪生']),
    node('gqa', ['Grouped-query attention', '分组查询注意力'], {
      props: {
        abbr: 'GQA',
        claim: {
          en: 'Heads share keys, so the cache that decoding must read shrinks.',
          zh: '查询头共享键头，解码要读的缓存因此缩小。',
        },
        misconception: { en: 'It shares queries. It shares keys.', zh: '它共享查询。其实共享键。' },
      },
    }),
    node('mha', ['Multi-head attention', '多头注意力'], {
      props: { claim: { en: 'Unlike GQA, every head has its own keys.', zh: '与 GQA 不同，每头各有键。' } },
    }),
    node('swiglu', ['SwiGLU', 'SwiGLU'], { props: { formula: '\\operatorname{SiLU}(xW)\\odot xV' } }),
  ],
};
const search = buildSearch(graph);
const ids = (query: string, limit = 10) => search(query, limit).map(({ id }) => id);

describe('search', () => {
  it.each([
    ['GQA', 'gqa'],
    ['ｇｑａ', 'gqa'],
    ['grouped query', 'gqa'],
    ['gropued qurey', 'gqa'],
    ['查询注意力', 'gqa'],
    ['GQA注意力', 'gqa'],
    ['多头', 'mha'],
    ['multihead', 'mha'],
    ['swigl', 'swiglu'],
    ['\\operatorname{SiLU}', 'swiglu'],
  ])('%s: %s', (query, first) => {
    expect(ids(query)[0]).toBe(first);
  });

  it('puts a name before a mention, a source last, and equals in the order of their ids', () => {
    expect(ids('gqa')).toEqual(['gqa', 'mha']);
    expect(ids('grouped')).toEqual(['gqa', 'arxiv.1']);
    expect(ids('training grouped-query models')[0]).toBe('arxiv.1');
    expect(ids('twin')).toEqual(['a-twin', 'b-twin']);
    expect(ids('attention', 1)).toHaveLength(1);
  });

  it('finds nothing for what is nowhere, and for signs alone', () => {
    expect(ids('zebra')).toEqual([]);
    expect(ids('!?')).toEqual([]);
  });

  it('quotes the text in the language of the query, and never a false belief alone', () => {
    expect(search('cache', 1)[0]?.snippet).toBe(
      'Heads share keys, so the cache that decoding must read shrinks.',
    );
    expect(search('缓存', 1)[0]?.snippet).toBe('查询头共享键头，解码要读的缓存因此缩小。');
    expect(search('queries', 1)[0]).toMatchObject({
      id: 'gqa',
      snippet: expect.not.stringContaining('queries'),
    });
  });
});

describe('words', () => {
  it.each([
    ['Pre-norm', ['pre', 'norm', 'prenorm']],
    ['qwen2.5-7b', ['qwen2.5', '7b', 'qwen2.57b', 'qwen', '2.5']],
    ['claim.w1', ['claim', 'w1', 'claimw1']],
    ['KV 缓存', ['kv', '缓存']],
    ['投机解码', expect.arrayContaining(['投机', '机解', '解码'])],
    ['旋', ['旋']],
  ])('of %s', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('of a formula are its names', () => {
    expect(texWords('\\frac{\\operatorname{softmax}(QK^\\top)}{\\sqrt{d_k}}')).toEqual([
      'softmax',
      'qk',
      'top',
      'sqrt',
    ]);
  });
});

describe('a snippet', () => {
  const long = `${'Some words stand here. '.repeat(10)}The cache shrinks. ${'More words follow then. '.repeat(10)}`;

  it('begins with the sentence of the match where it can, and ends between words', () => {
    expect(snippetOf(long, ['cache'])).toMatch(
      /^…Some words stand here\. The cache shrinks\. More words .*follow…$/,
    );
    expect(snippetOf('Short.', ['cache'])).toBe('Short.');
  });

  it('shows a formula whole', () => {
    const text = `${'x '.repeat(60)}$a + b + c + d$ cache ${'y '.repeat(62)}$e + f + g$ z`;
    for (let cut = 0; cut < 40; cut += 1) {
      const shown = snippetOf(text.slice(cut), ['cache']);
      expect((shown.match(/\$/g) ?? []).length % 2).toBe(0);
    }
  });
});
