import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Bilingual } from '@/lib/knowledge/graph';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { spaced } from '@/lib/knowledge/names';
import { fingerprint, seedFrom } from '@/lib/knowledge/seed';
import { gate } from './gate';
import type { Item } from './item';
import type { Candidate, Draft, Template } from './template';
import { configNumber } from './templates/config-number';
import { introducedIn } from './templates/introduced-in';
import { replacedBy } from './templates/replaced-by';

export const TEMPLATES: readonly Template[] = [introducedIn, replacedBy, configNumber];
const OPTIONS = 4;
const LETTERS = ['a', 'b', 'c', 'd'];

const seeded = (text: string) => xoroshiro128plus(seedFrom(text));

/** Fisher and Yates, drawn from a generator that a text seeds. */
function shuffled<T>(items: readonly T[], seed: string): T[] {
  const generator = seeded(seed);
  const result = [...items];
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = uniformInt(generator, 0, i);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

/**
 * Draws wrong answers. On a scale they are drawn so that the key may stand anywhere in the order: a key that is always
 * the smallest, or in the middle of its neighbours, gives itself away.
 */
function draw(key: Candidate, candidates: readonly Candidate[], seed: string): Candidate[] {
  const taken: Candidate[] = [];
  const clashes = (candidate: Candidate) =>
    [key, ...taken].some(
      ({ value, text }) =>
        value === candidate.value ||
        text.en === candidate.text.en ||
        (typeof value === 'number' &&
          typeof candidate.value === 'number' &&
          Math.abs(value - candidate.value) < Math.max(1, 0.1 * Math.min(value, candidate.value))),
    );
  const take = (list: readonly Candidate[], count: number) => {
    for (const candidate of list) {
      if (taken.length >= count) return;
      if (!clashes(candidate)) taken.push(candidate);
    }
  };
  const { order } = key;
  if (order !== undefined) {
    const side = (below: boolean) =>
      candidates.filter((candidate) => (candidate.order ?? 0) < order === below);
    take(side(true), OPTIONS - 1);
    const most = taken.length;
    taken.length = 0;
    const below = uniformInt(seeded(`${seed}:below`), 0, most);
    take(side(true), below);
    take(side(false), OPTIONS - 1);
  }
  take(candidates, OPTIONS - 1);
  return taken;
}

const versioned = ({ id, version }: Template) => `${id}.v${version}`;

/**
 * `template.vN~component~seed`: an item can be rebuilt from its id and the graph. The component stands there as a
 * fingerprint, because its own id names the edge, and so the answer.
 */
const itemId = (template: Template, component: string, seed: number) =>
  `${versioned(template)}~${fingerprint(component)}~${seed}`;

const both = (text: Bilingual): Bilingual => ({ en: text.en, zh: spaced(text.zh) });

/** Sentences are put together from names of both scripts: the spaces between them are set here, once. */
function typeset(draft: Draft): Draft {
  const option = (candidate: Candidate): Candidate => ({
    ...candidate,
    text: both(candidate.text),
    why: both(candidate.why),
  });
  return {
    ...draft,
    stem: both(draft.stem),
    explanation: both(draft.explanation),
    key: option(draft.key),
    distractors: draft.distractors.map(option),
  };
}

/** One item, or nothing when the component cannot be asked with exactly one right answer. */
export function generateItem(
  graph: IndexedGraph,
  template: Template,
  component: string,
  seed: number,
): Item | undefined {
  const draft = template.draft(graph, component);
  if (!draft) return undefined;
  const id = itemId(template, component, seed);
  const { key, distractors, ...rest } = typeset(draft);
  const placed = shuffled([key, ...draw(key, distractors, id)], id);
  const options = placed.map((candidate, index) => {
    const { order: _, ...option } = candidate;
    return { ...option, id: LETTERS[index] ?? '', correct: candidate === key };
  });
  const item: Item = {
    id,
    template: template.id,
    templateVersion: template.version,
    component,
    mode: 'choice',
    ...rest,
    options,
    key: options.find(({ correct }) => correct)?.id ?? '',
    seed,
    graph: graph.source.packs.map(({ hash }) => hash).join('+'),
  };
  return gate(graph.source, item).length === 0 ? item : undefined;
}

/** The item of an id, or nothing when the id is not one of ours or the facts no longer allow the question. */
export function itemFromId(graph: IndexedGraph, id: string): Item | undefined {
  const [name, print, seed, ...rest] = id.split('~');
  const template = TEMPLATES.find((candidate) => versioned(candidate) === name);
  if (!template || !/^\d{1,9}$/.test(seed ?? '') || rest.length > 0) return undefined;
  const component = template.components(graph).find((candidate) => fingerprint(candidate) === print);
  return component === undefined ? undefined : generateItem(graph, template, component, Number(seed));
}

/** One item for every component that can be asked. */
export function enumerateItems(
  graph: IndexedGraph,
  templates: readonly Template[] = TEMPLATES,
  seed = 0,
): Item[] {
  return templates.flatMap((template) =>
    template.components(graph).flatMap((component) => generateItem(graph, template, component, seed) ?? []),
  );
}

/** `count` items: every component once in a shuffled order, then again with other seeds. Same arguments, same items. */
export function sampleItems(
  graph: IndexedGraph,
  { count, seed, templates = TEMPLATES }: { count: number; seed: number; templates?: readonly Template[] },
): Item[] {
  const items: Item[] = [];
  for (let round = 0; items.length < count; round += 1) {
    const all = enumerateItems(graph, templates, (seed * 1009 + round) % 1_000_000_000);
    if (all.length === 0) break;
    items.push(...shuffled(all, `sample:${seed}:${round}`));
  }
  return items.slice(0, count);
}
