import { describe, expect, it } from 'vitest';
import { canonicalExport } from '@/lib/knowledge/canonical';
import { indexGraph } from '@/lib/knowledge/indexed';
import { readPack } from '@/seed/load-pack';
import { gradeAnswer } from './answer';
import { holds } from './check';
import { gate } from './gate';
import { enumerateItems, generateItem, itemFromId, sampleItems, TEMPLATES } from './generate';
import { type Item, publicItem } from './item';
import { configNumber } from './templates/config-number';
import { introducedIn } from './templates/introduced-in';
import { replacedBy } from './templates/replaced-by';

const pack = readPack('seed/qwen');
const graph = indexGraph(pack);
const all = enumerateItems(graph);
const component = (item: Item) => item.component;

describe('every item that the pack allows', () => {
  it('passes the gate, and its check holds for the key alone', () => {
    expect(all.length).toBeGreaterThan(300);
    for (const item of all) {
      expect(gate(pack, item), item.id).toEqual([]);
      expect(item.options.filter(({ value }) => holds(pack, item.check, value)).map(({ id }) => id)).toEqual([
        item.key,
      ]);
    }
  });

  it('covers almost every component', () => {
    const components = TEMPLATES.flatMap((template) => template.components(graph));
    expect(all.length / components.length).toBeGreaterThanOrEqual(0.95);
    for (const template of TEMPLATES) {
      // Some successors carry their predecessor's name (global- after micro-batch balancing): those cannot be asked.
      const asked = all.filter((item) => item.template === template.id).length;
      expect(asked / template.components(graph).length, template.id).toBeGreaterThanOrEqual(0.8);
    }
  });

  it('can be rebuilt from its id, and the same seed gives the same items', () => {
    for (const item of sampleItems(graph, { count: 50, seed: 3 }))
      expect(itemFromId(graph, item.id)).toEqual(item);
    expect(sampleItems(graph, { count: 40, seed: 9 })).toEqual(sampleItems(graph, { count: 40, seed: 9 }));
    expect(itemFromId(graph, 'introduced-in.v1~edge:no-such~1')).toBeUndefined();
    expect(itemFromId(graph, 'nonsense')).toBeUndefined();
  });

  it('shows nothing of its key before the answer', () => {
    const text = JSON.stringify(all.map(publicItem));
    for (const word of [
      '"key"',
      '"correct"',
      '"errorPath"',
      '"why"',
      '"explanation"',
      '"value"',
      '"check"',
      '"evidence"',
    ]) {
      expect(text).not.toContain(word);
    }
    for (const item of all) {
      // An edge's id names both its ends: one of them is the answer.
      const shown = JSON.stringify(publicItem(item));
      expect(shown).not.toContain(item.component);
      const value = item.options.find(({ id }) => id === item.key)?.value;
      if (typeof value === 'string') expect(shown, item.component).not.toContain(value);
    }
  });

  it('has an id of its own for every component', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it('speaks both languages', () => {
    for (const { stem, explanation, options } of all) {
      for (const text of [stem, explanation, ...options.map(({ why }) => why)])
        expect(text.zh).not.toBe(text.en);
    }
  });
});

describe('scope', () => {
  it('asks for GQA only with its scope: two releases could claim it', () => {
    const items = all.filter((item) => item.component.startsWith('edge:gqa.introduced-in.'));
    expect(
      items.map(({ scope, options, key }) => [scope?.en, options.find(({ id }) => id === key)?.value]),
    ).toEqual([
      ['at some of its sizes', 'qwen1.5'],
      ['at every size of the release', 'qwen2'],
    ]);
  });

  it('offers nothing that might be defended as the answer: Gated DeltaNet is linear attention', () => {
    const offered = (component: string) =>
      [1, 2, 3, 4, 5, 6, 7, 8].flatMap(
        (seed) =>
          generateItem(graph, replacedBy, component, seed)?.options.map(({ value }) => String(value)) ?? [],
      );
    const attention = offered('edge:gated-deltanet.replaces.softmax-attention.36-of-48-layers');
    expect(attention).toContain('gated-deltanet');
    for (const id of ['linear-attention', 'deltanet', 'hybrid-attention', 'gated-attention'])
      expect(attention).not.toContain(id);
    expect(offered('edge:grpo.replaces.online-dpo.online-stage')).not.toContain('rlhf-online');
    expect(offered('edge:grpo.replaces.ppo')).not.toContain('dpo');
    expect(offered('edge:rmsnorm.replaces.layernorm')).not.toContain('zero-centered-rmsnorm');
  });

  it('refuses the bare question', () => {
    const bare = canonicalExport(
      pack.packs,
      pack.nodes,
      pack.edges.map((edge) => {
        if (!edge.id.startsWith('gqa.introduced-in')) return edge;
        const { scope: _, scope_text: __, ...props } = edge.props;
        return { ...edge, props };
      }),
    );
    const items = enumerateItems(indexGraph(bare), [introducedIn]);
    expect(items.filter((item) => item.component.startsWith('edge:gqa.'))).toEqual([]);
  });
});

describe('metamorphic', () => {
  const rebuilt = (nodes = pack.nodes, edges = pack.edges) => indexGraph({ ...pack, nodes, edges });

  it('keeps every key when nodes and edges stand in another order', () => {
    const reversed = rebuilt([...pack.nodes].reverse(), [...pack.edges].reverse());
    const keys = (items: Item[]) =>
      new Map(
        items.map((item) => [
          component(item) + item.template,
          item.options.find(({ id }) => id === item.key)?.value,
        ]),
      );
    expect(keys(enumerateItems(reversed))).toEqual(keys(all));
  });

  it('keeps every key under another seed', () => {
    for (const item of all.slice(0, 100)) {
      const template = TEMPLATES.find(({ id }) => id === item.template) ?? introducedIn;
      const other = generateItem(graph, template, item.component, 12345);
      expect(other?.options.find(({ correct }) => correct)?.value).toBe(
        item.options.find(({ correct }) => correct)?.value,
      );
    }
  });

  it('loses the item when its edge is deleted', () => {
    const without = rebuilt(
      pack.nodes,
      pack.edges.filter(({ id }) => id !== 'gqa.replaces.mha'),
    );
    expect(enumerateItems(without, [replacedBy]).map(component)).not.toContain('edge:gqa.replaces.mha');
    expect(all.map(component)).toContain('edge:gqa.replaces.mha');
  });

  it('changes nothing when a node of another type is added', () => {
    const source = {
      id: 'src.zzz',
      label: 'Source' as const,
      name: { en: 'Z', zh: 'Z' },
      props: {},
      evidence: [],
    };
    expect(enumerateItems(rebuilt([...pack.nodes, source]))).toEqual(all);
  });

  it('stops asking when a second edge makes a second answer right', () => {
    const edge = pack.edges.find(({ id }) => id === 'gqa.replaces.mha');
    if (!edge) throw new Error('no such edge');
    const second = { ...edge, id: 'mqa.replaces.mha', from: 'mqa' };
    const items = enumerateItems(rebuilt(pack.nodes, [...pack.edges, second]), [replacedBy]);
    expect(items.map(component)).not.toContain('edge:gqa.replaces.mha');
  });
});

describe('the gate', () => {
  const item = all.find(({ template }) => template === configNumber.id);
  if (!item) throw new Error('no item');
  const mutations: [string, Partial<Item>][] = [
    ['two options marked right', { options: item.options.map((option) => ({ ...option, correct: true })) }],
    ['the wrong key', { key: item.options.find(({ correct }) => !correct)?.id ?? '' }],
    [
      'a second true option',
      {
        options: item.options.map((option) => ({
          ...option,
          value: Number(item.options.find(({ correct }) => correct)?.value),
        })),
      },
    ],
    ['no evidence', { evidence: [] }],
    [
      'two options that read the same',
      { options: item.options.map((option) => ({ ...option, text: { en: '1,024', zh: '1024' } })) },
    ],
    ['too few options', { options: item.options.filter(({ correct }) => correct) }],
  ];
  it.each(mutations)('refuses %s', (_name, change) => {
    expect(gate(pack, { ...item, ...change })).not.toEqual([]);
  });
});

// Bots that see no graph. A bar of chance + 3 sigma: quiz.md 4.5.
describe('cues', () => {
  const items = sampleItems(graph, { count: 2400, seed: 1 }).filter(({ options }) => options.length === 4);
  const bar = 0.25 + 3 * Math.sqrt((0.25 * 0.75) / items.length);
  const words = (text: string) => new Set(text.toLowerCase().split(/\W+/));
  const numeric = items.filter(({ options }) => options.every(({ value }) => typeof value === 'number'));
  const bySize =
    (place: number) =>
    ({ options }: Item) =>
      [...options].sort((a, b) => Number(a.value) - Number(b.value))[place]?.id;
  const bots: [string, Item[], (item: Item) => string | undefined][] = [
    ...['a', 'b', 'c', 'd'].map((letter): [string, Item[], () => string] => [
      `always ${letter}`,
      items,
      () => letter,
    ]),
    [
      'the longest option',
      items,
      ({ options }) => [...options].sort((a, b) => b.text.en.length - a.text.en.length)[0]?.id,
    ],
    [
      'the option that shares most words with the stem',
      items,
      ({ options, stem }) => {
        const overlap = (text: string) => [...words(text)].filter((word) => words(stem.en).has(word)).length;
        return [...options].sort((a, b) => overlap(b.text.en) - overlap(a.text.en))[0]?.id;
      },
    ],
    ...['smallest', 'second', 'third', 'largest'].map(
      (name, place): [string, Item[], (item: Item) => string | undefined] => [
        `the ${name} number`,
        numeric,
        bySize(place),
      ],
    ),
  ];
  it.each(bots)('%s does no better than chance', (_name, sample, choose) => {
    expect(sample.length).toBeGreaterThan(1000);
    const right = sample.filter((item) => choose(item) === item.key).length / sample.length;
    expect(right).toBeLessThanOrEqual(sample === items ? bar : 0.3);
  });
});

describe('grades', () => {
  const item = all[0];
  if (!item) throw new Error('no item');
  const wrong = item.options.find(({ correct }) => !correct)?.id ?? '';
  it.each([
    [wrong, { known: true, confidence: 'sure' as const }, 1],
    [item.key, { known: true }, 3],
    [item.key, { known: true, hint: true }, 2],
    [item.key, { known: true, confidence: 'guess' as const }, 2],
    [item.key, { known: false }, 2],
    [item.key, { known: false, confidence: 'sure' as const }, 3],
  ])('%s %j', (answer, context, grade) => {
    expect(gradeAnswer(item, answer, context).grade).toBe(grade);
  });
});
