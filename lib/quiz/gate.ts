import type { GraphExport } from '@/lib/knowledge/graph';
import { holds } from './check';
import type { Item } from './item';

/** Spellings of one number or name that a reader takes for the same answer. */
function normalised(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s,·.,、-]/g, '');
}

/** How far two numeric options must be apart: 10%, or 1 for small counts. */
function tooClose(a: number, b: number): boolean {
  const difference = Math.abs(a - b);
  return difference < 1 || difference < 0.1 * Math.min(Math.abs(a), Math.abs(b));
}

/** Words of English, pairs of neighbouring characters of Chinese. */
function words(text: string): Set<string> {
  const latin = text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2);
  const han = [...text.matchAll(/\p{Script=Han}+/gu)].flatMap(([run]) =>
    [...run].slice(1).map((character, index) => `${[...run][index]}${character}`),
  );
  return new Set([...latin, ...han]);
}

/** A key that alone repeats a word of the question gives itself away. */
function onlyKeyEchoesStem({ stem, options, key }: Item, language: 'en' | 'zh'): boolean {
  const asked = words(stem[language]);
  const echoing = options.filter(({ text }) => [...words(text[language])].some((word) => asked.has(word)));
  return echoing.length === 1 && echoing[0]?.id === key;
}

/** Every value that the question could have as an answer in this graph, offered or not. */
function answersInGraph(graph: GraphExport, { check }: Item): number {
  if (check.kind === 'prop')
    return graph.nodes.filter(({ id, props }) => id === check.node && props[check.prop] !== undefined).length;
  const slot = check.from === '?' ? 'from' : 'to';
  const values = graph.edges.filter((edge) => edge.type === check.type).map((edge) => edge[slot]);
  return [...new Set(values)].filter((value) => holds(graph, check, value)).length;
}

/**
 * Why an item must not be shown; empty when it has provably one right answer (quiz.md 4.3). The generator's own
 * mark, the check on the raw graph and the key must all point at the same single option.
 */
export function gate(graph: GraphExport, item: Item): string[] {
  const problems: string[] = [];
  const marked = item.options.filter(({ correct }) => correct);
  const checked = item.options.filter(({ value }) => holds(graph, item.check, value));
  if (marked.length !== 1) problems.push(`${marked.length} options are marked right`);
  if (checked.length !== 1) problems.push(`the check holds for ${checked.length} options`);
  if (marked[0]?.id !== item.key || checked[0]?.id !== item.key) problems.push('key, mark and check differ');
  if (item.options.length < 3) problems.push(`${item.options.length} options`);
  const answers = answersInGraph(graph, item);
  if (answers !== 1)
    problems.push(`the question has ${answers} right answers in the graph: its scope is missing`);
  for (const language of ['en', 'zh'] as const) {
    const texts = item.options.map(({ text }) => normalised(text[language]));
    if (new Set(texts).size !== texts.length) problems.push(`two options read the same (${language})`);
    const key = item.options.find(({ id }) => id === item.key);
    if (
      key &&
      normalised(item.stem[language]).includes(normalised(key.text[language])) &&
      typeof key.value === 'string'
    ) {
      problems.push(`the question contains its answer (${language})`);
    }
  }
  item.options.forEach((a, index) => {
    for (const b of item.options.slice(index + 1)) {
      if (typeof a.value === 'number' && typeof b.value === 'number' && tooClose(a.value, b.value)) {
        problems.push(`options ${a.value} and ${b.value} are too close`);
      }
    }
  });
  for (const language of ['en', 'zh'] as const) {
    if (onlyKeyEchoesStem(item, language)) {
      problems.push(`only the key repeats a word of the question (${language})`);
    }
  }
  if (item.evidence.length === 0) problems.push('no evidence');
  else if (item.evidence.every(({ confidence }) => confidence === 'secondhand')) {
    problems.push('only second-hand evidence');
  }
  return problems;
}
