import MiniSearch from 'minisearch';
import { compareIds } from '@/lib/knowledge/canonical';
import {
  type Bilingual,
  type GraphExport,
  type GraphNode,
  isBilingual,
  isTable,
  textIn,
} from '@/lib/knowledge/graph';
import { mathIn, proseParts } from '@/lib/knowledge/prose';
import type { Label } from '@/lib/knowledge/vocabulary';
import { countWords, snippetOf } from './snippet';
import { isHan, keyOf, texWords, wordsOf } from './words';

/** What a query found; the snippet is in the language of the query and empty where a node has no prose. */
export interface SearchHit {
  readonly id: string;
  readonly label: Label;
  readonly name: Bilingual;
  readonly snippet: string;
}

export type Search = (query: string, limit: number) => SearchHit[];

const BOOST = { abbr: 8, id: 6, name: 6, aliases: 5, short: 4, tex: 3, prose: 1 } as const;
type Field = keyof typeof BOOST;
const FIELDS = Object.keys(BOOST) as Field[];

/** A source is what a statement stands on, seldom what is looked for, unless it is called by its name. */
const SOURCE_WEIGHT = 0.25;

/** Words too common to ask for. */
const COMMON = new Set(
  'a an and are as at be by do does for from how in is it its of on or that the this to was what when which who why with'.split(
    ' ',
  ),
);

/** Texts of a node in both languages, without those that are names. */
function proseOf({ props }: GraphNode): Bilingual[] {
  return Object.entries(props).flatMap(([field, value]): Bilingual[] => {
    if (field === 'short') return [];
    if (isBilingual(value)) return [value];
    return isTable(value)
      ? value.flatMap((row) => Object.values(row).filter((cell) => isBilingual(cell)))
      : [];
  });
}

function strings(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string');
  return typeof value === 'string' ? [value] : [];
}

/** Formulas are searched as formulas: their commands are no words of a text. */
const withoutMath = (text: string): string =>
  proseParts(text)
    .map((part) => (part.math ? ' ' : part.text))
    .join('');

function fieldsOf(node: GraphNode): Record<Field, string[]> {
  const { abbr, number, aliases, short, formula, symbols, authors } = node.props;
  const prose = proseOf(node).flatMap(({ en, zh }) => [en, zh]);
  const tex = isTable(symbols) ? symbols.flatMap((row) => strings(row.tex)) : [];
  return {
    id: [node.id],
    name: [node.name.en, node.name.zh],
    abbr: [...strings(abbr), ...strings(number)],
    aliases: strings(aliases),
    short: isBilingual(short) ? [short.en, short.zh] : [],
    tex: [...strings(formula), ...tex, ...prose.flatMap(mathIn)],
    prose: [...prose.map(withoutMath), ...strings(authors)],
  };
}

/** The names by which a node is called; a query that is one of them asks for this node. */
function keysOf({ id, name, abbr, aliases, short }: Record<Field, string[]>): Set<string> {
  return new Set([...id, ...name, ...abbr, ...aliases, ...short].map(keyOf));
}

/** Edits that are forgiven in a word of this length; one more or less makes another abbreviation or another number. */
function forgiven(word: string): number {
  if (isHan(word) || /\p{N}/u.test(word) || word.length < 4) return 0;
  return word.length < 6 ? 1 : 2;
}

const swapped = (word: string): string[] =>
  [...word].slice(1).map((_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2));

/**
 * Builds a search over names, abbreviations, aliases, ids, formulas and prose in both languages. Pure: the same graph and
 * query give the same order, by score and then by id, whatever database the graph came from.
 */
export function buildSearch(graph: GraphExport): Search {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const documents = graph.nodes.map((node) => ({ node, fields: fieldsOf(node) }));
  const keys = new Map(documents.map(({ node, fields }) => [node.id, keysOf(fields)]));
  const vocabulary = new Set<string>();
  const names = new Set<string>();
  const index = new MiniSearch<(typeof documents)[number]>({
    idField: 'id',
    fields: FIELDS,
    extractField: ({ node, fields }, field) => (field === 'id' ? node.id : fields[field as Field].join('\n')),
    tokenize: (text, field) => {
      const words = field === 'tex' ? texWords(text) : wordsOf(text);
      const kept = field === 'prose' || field === 'tex' ? vocabulary : names;
      for (const word of words) kept.add(word);
      return words;
    },
    processTerm: (word) => word,
  });
  index.addAll(documents);

  /** A word that is there, where the query has two neighbouring letters the wrong way round. */
  const known = (word: string): string => {
    if (vocabulary.has(word) || names.has(word) || forgiven(word) === 0) return word;
    const others = swapped(word);
    return others.find((other) => names.has(other)) ?? others.find((other) => vocabulary.has(other)) ?? word;
  };

  return (query, limit) => {
    const tex = query.includes('\\') ? texWords(query) : [];
    const all = [...new Set(tex.length > 0 ? tex : wordsOf(query))];
    const telling = all.filter((word) => !COMMON.has(word));
    const words = (telling.length > 0 ? telling : all).map(known);
    // What was typed, or meant by it, may be the very name of a node: that one comes first.
    const asked = [keyOf(query), keyOf(all.map(known).join(' '))];
    const found = index.search(words.join(' '), {
      tokenize: () => words,
      boost: BOOST,
      prefix: (word) => (isHan(word) ? [...word].length === 1 : word.length > 1),
      fuzzy: forgiven,
    });
    const locale = isHan(query) ? 'zh' : 'en';
    return found
      .flatMap(({ id, score, queryTerms, terms }) => {
        const node = nodes.get(String(id));
        if (!node) return [];
        const share = new Set(queryTerms).size / words.length;
        const weight = node.label === 'Source' ? SOURCE_WEIGHT : 1;
        const called = asked.some((key) => keys.get(node.id)?.has(key));
        return [{ node, terms, called, value: score * share ** 2 * weight }];
      })
      .sort(
        (a, b) =>
          Number(b.called) - Number(a.called) || b.value - a.value || compareIds(a.node.id, b.node.id),
      )
      .slice(0, limit)
      .map(({ node, terms }) => ({
        id: node.id,
        label: node.label,
        name: node.name,
        snippet: snippet(node, terms, locale),
      }));
  };
}

/** Texts that say what is false: found by, but never shown without what corrects them. */
const NEVER_ALONE: readonly string[] = ['misconception', 'quote'];

/** The stretch of the text that holds most of the matched words. */
function snippet(node: GraphNode, terms: readonly string[], locale: 'en' | 'zh'): string {
  const props = Object.fromEntries(
    Object.entries(node.props).filter(([field]) => !NEVER_ALONE.includes(field)),
  );
  const texts = proseOf({ ...node, props }).map((text) => text[locale]);
  const [best] = texts
    .map((text) => ({ text, count: countWords(text, terms) }))
    .sort((a, b) => b.count - a.count);
  if (best) return snippetOf(best.text, terms);
  const { authors, year } = node.props;
  return [strings(authors).join(', '), year ?? textIn(node.props.short, locale)].filter(Boolean).join(', ');
}
