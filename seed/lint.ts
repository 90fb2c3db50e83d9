import { type Bilingual, type GraphEdge, type GraphNode, isBilingual, isTable } from '@/lib/knowledge/graph';
import { proseParts } from '@/lib/knowledge/prose';
import type { ExpandedPack, PlacedElement } from './expand';
import type { At, Place } from './problems';

/** Something that a pack could say better. Unlike a problem it does not stop the pack from being loaded. */
export interface Remark extends Place {
  readonly rule: 'translation' | 'unsourced' | 'unused' | 'empty' | 'long' | 'symbol';
  readonly reason: string;
}

/** Properties that hold sentences: each must name its evidence, for a whole row's evidence says nothing of a sentence. */
const PROSE = [
  'claim',
  'problem',
  'how',
  'why',
  'cost_params',
  'cost_flops',
  'cost_bytes',
  'misconception',
  'correction',
  'summary',
  'data',
  'method',
  'used',
  'formula',
] as const;
/** What a reader expects of an element; a pack that yields to others may leave the rest to them. */
const EXPECTED: Partial<Record<GraphNode['label'], readonly string[]>> = {
  Generation: ['summary'],
  Model: ['summary'],
  Stage: ['method'],
  Technique: ['claim', 'problem', 'how', 'misconception', 'correction'],
};
const EXPECTED_BESIDE: Partial<Record<GraphNode['label'], readonly string[]>> = {
  Generation: ['summary'],
  Model: ['summary'],
  Technique: ['claim', 'problem'],
};
/** Sentences are read on a phone and by people who read in their second language. */
const LONGEST_EN_WORDS = 40;
const LONGEST_ZH_CHARACTERS = 80;

type Placed = PlacedElement<GraphNode>;
type PlacedAny = PlacedElement<GraphNode | GraphEdge>;
const say = (at: At, key: string, rule: Remark['rule'], reason: string): Remark => ({
  ...at('props', key),
  rule,
  reason,
});

const isHan = (text: string) => /\p{Script=Han}/u.test(text);
/** Words without formulas and code: a number needs no translation. */
const words = (text: string) => text.replace(/\$[^$]*\$/g, '').match(/[A-Za-z]{3,}/g) ?? [];

/** Every text of an element in both languages: its properties, and the rows of its tables. */
function texts({ props }: GraphNode | GraphEdge): [string, Bilingual][] {
  return Object.entries(props).flatMap(([key, value]): [string, Bilingual][] => {
    // A quotation stands as it was written, in whatever language and as long as that was.
    if (key === 'quote') return [];
    if (isBilingual(value)) return [[key, value]];
    return isTable(value)
      ? value.flatMap((row) =>
          Object.values(row).flatMap((cell) =>
            isBilingual(cell) ? [[key, cell] as [string, Bilingual]] : [],
          ),
        )
      : [];
  });
}

function translation({ element, at }: PlacedAny): Remark[] {
  return texts(element).flatMap(([key, { en, zh }]) => {
    const untranslated = !isHan(zh) && words(en).length > 2;
    if (untranslated) return [say(at, key, 'translation', `${element.id}: ${key}.zh has no Chinese`)];
    return isHan(en) ? [say(at, key, 'translation', `${element.id}: ${key}.en has Chinese in it`)] : [];
  });
}

function unsourced({ element, at }: Placed): Remark[] {
  const sourced = new Set(element.evidence.flatMap(({ fields }) => fields ?? []));
  return PROSE.filter((key) => element.props[key] !== undefined && !sourced.has(key)).map((key) =>
    say(at, key, 'unsourced', `${element.id}: no evidence names "${key}" in its fields`),
  );
}

function empty({ element, at }: Placed, pack: ExpandedPack, beside: boolean): Remark[] {
  const { id, label, props } = element;
  const missing =
    (beside ? EXPECTED_BESIDE : EXPECTED)[label]?.filter((key) => props[key] === undefined) ?? [];
  const used = pack.edges.some(({ element: edge }) => edge.type === 'USES' && edge.to === id);
  if (!beside && label === 'Technique') {
    if (used && props.why === undefined) missing.push('why');
    if (!Object.keys(props).some((key) => key.startsWith('cost_')))
      missing.push('cost_params, cost_flops or cost_bytes');
    if (props.formula !== undefined && props.symbols === undefined) missing.push('symbols');
  }
  return missing.map((key) => say(at, key, 'empty', `${id}: ${key} is not given`));
}

const sentences = (text: string, end: RegExp) =>
  proseParts(text)
    .map(({ text: piece, math }) => (math ? ' formula ' : piece))
    .join('')
    .split(end);

function longest({ en, zh }: Bilingual): string | undefined {
  const long = sentences(en, /[.!?:;](?:\s|$)/).find((one) => one.split(/\s+/).length > LONGEST_EN_WORDS);
  if (long) return `a sentence of over ${LONGEST_EN_WORDS} words: “${long.trim().slice(0, 60)}…”`;
  const length = (one: string) => one.replace(/[A-Za-z0-9.,+-]+/g, 'x').replace(/\s/g, '').length;
  const lang = sentences(zh, /[。！？；：]/).find((one) => length(one) > LONGEST_ZH_CHARACTERS);
  return lang && `a sentence of over ${LONGEST_ZH_CHARACTERS} characters: “${lang.trim().slice(0, 30)}…”`;
}

function long({ element, at }: PlacedAny): Remark[] {
  return texts(element).flatMap(([key, text]) => {
    const found = longest(text);
    return found ? [say(at, key, 'long', `${element.id}: ${key}: ${found}`)] : [];
  });
}

function symbols({ element, at }: Placed): Remark[] {
  const { formula, symbols: table } = element.props;
  if (!isTable(table)) return [];
  const bare = String(formula ?? '').replace(/\s/g, '');
  return table
    .filter(({ tex }) => !bare.includes(String(tex).replace(/\s/g, '')))
    .map(({ tex }) => say(at, 'symbols', 'symbol', `${element.id}: ${tex} does not stand in the formula`));
}

function unusedSources(pack: ExpandedPack): Remark[] {
  const used = new Set(
    [...pack.nodes, ...pack.edges].flatMap(({ element }) => element.evidence.map(({ source }) => source)),
  );
  for (const { element } of pack.nodes) {
    if (typeof element.props.origin === 'string') used.add(element.props.origin);
    if (isTable(element.props.values))
      for (const { source } of element.props.values) used.add(String(source));
  }
  return pack.nodes
    .filter(({ element }) => element.label === 'Source' && !used.has(element.id))
    .map(({ element, at }) => ({
      ...at(),
      rule: 'unused',
      reason: `${element.id}: nothing rests on this source`,
    }));
}

/** Everything that the pack could say better. `beside`: it yields to other packs, which tell the rest. */
export function lintPack(pack: ExpandedPack, beside: boolean): Remark[] {
  const rows = pack.nodes.filter(({ element }) => element.label !== 'Source');
  return [
    ...rows.flatMap((row) => [
      ...translation(row),
      ...unsourced(row),
      ...empty(row, pack, beside),
      ...long(row),
      ...symbols(row),
    ]),
    ...pack.edges.flatMap((edge) => [...translation(edge), ...long(edge)]),
    ...unusedSources(pack),
  ];
}
