import fc from 'fast-check';
import { type GraphEdge, type GraphExport, type GraphNode, Props } from '@/lib/knowledge/graph';

const HOSTILE = [
  '"',
  "'",
  '\\',
  '\n',
  '\r\n',
  '\t',
  ',',
  ';',
  '<',
  '&',
  ']]>',
  '&amp;',
  '😀',
  '\u2028',
  '你',
  '$',
  ' ',
];
const text = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')),
);
const bilingual = fc.record({ en: text, zh: text });
const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
);
const value = fc.oneof(
  text,
  number,
  fc.boolean(),
  bilingual,
  fc.array(text, { minLength: 1, maxLength: 3 }),
  fc.array(number, { minLength: 1, maxLength: 3 }),
  fc.array(fc.record({ tex: text, n: number, meaning: bilingual }), { minLength: 1, maxLength: 2 }),
);
const key = fc.stringMatching(/^[a-z][a-z_]{0,5}$/).filter((name) => Props.safeParse({ [name]: 1 }).success);
const props = fc.dictionary(key, value, { maxKeys: 5, noNullPrototype: true });

/** Small graphs for property tests of the writers, whose texts hold what breaks formats. */
export const nastyGraph: fc.Arbitrary<GraphExport> = fc
  .record({ name: bilingual, a: props, b: props, edge: props, quote: text })
  .map(({ name, a, b, edge, quote }) => {
    const evidence: GraphNode['evidence'] = [
      { source: 'src.test', locator: quote, quote, confidence: 'verified' },
    ];
    const node = (id: string, own: Props): GraphNode => ({
      id,
      label: 'Technique',
      name,
      props: own,
      evidence,
    });
    const link: GraphEdge = {
      id: 'a.replaces.b',
      type: 'REPLACES',
      from: 'a',
      to: 'b',
      props: edge,
      evidence,
    };
    return {
      format: 'qwenealogy-graph',
      version: 1,
      packs: [{ id: 'test', version: '1', hash: quote }],
      nodes: [node('a', a), node('b', b)],
      edges: [link],
    };
  });
