import type { Locale } from '@/app/i18n/routing';
import { compareIds } from '@/lib/knowledge/canonical';
import { type GraphNode, isBilingual, isTable, type PropValue, textIn } from '@/lib/knowledge/graph';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { VERDICTS, type Verdict } from '@/lib/knowledge/vocabulary';
import { distinctEvidence, type EvidenceView, evidenceView } from './evidence-view';
import { type NodeLink, nodeLink } from './node-link';
import { type ProseView, proseView } from './prose-view';

/** A piece of a quotation; the ones that are wrong are underlined. */
export interface QuotePart {
  readonly text: string;
  readonly marked: boolean;
}

export interface ClaimView {
  readonly id: string;
  readonly number: string;
  readonly verdict: Verdict;
  readonly generation?: string;
  /** As the article has it, in Chinese, unless `paraphrased`. */
  readonly quote: readonly QuotePart[];
  readonly translation: readonly QuotePart[];
  readonly paraphrased: boolean;
  readonly correction: ProseView;
  readonly about: readonly NodeLink[];
  readonly evidence: readonly EvidenceView[];
  readonly computed: boolean;
}

export interface ConflictView {
  readonly id: string;
  readonly topic: string;
  readonly values: readonly { value: ProseView; evidence: EvidenceView }[];
  readonly used: ProseView;
  readonly why: ProseView;
  readonly settled: boolean;
  readonly about: readonly NodeLink[];
  readonly evidence: readonly EvidenceView[];
}

/** Cuts a text where the given words stand, each at its first place. */
export function quoteParts(text: string, words: readonly string[]): QuotePart[] {
  const places = words
    .map((word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length }))
    .filter(({ start }) => start >= 0)
    .sort((a, b) => a.start - b.start);
  const parts: QuotePart[] = [];
  let at = 0;
  for (const { start, end } of places) {
    if (start < at) continue;
    parts.push(
      { text: text.slice(at, start), marked: false },
      { text: text.slice(start, end), marked: true },
    );
    at = end;
  }
  return [...parts, { text: text.slice(at), marked: false }].filter(({ text: piece }) => piece !== '');
}

const list = (value: PropValue | undefined) => (Array.isArray(value) ? value.map(String) : []);

/** The worst verdict first, then W2 before W10: a number is a letter and a count. */
export function byNumber(a: GraphNode, b: GraphNode): number {
  const rank = ({ props }: GraphNode) =>
    [...VERDICTS, undefined].indexOf(VERDICTS.find((verdict) => verdict === props.verdict));
  const count = ({ id }: GraphNode) => Number(/\d+$/.exec(id)?.[0] ?? 0);
  return rank(a) - rank(b) || count(a) - count(b) || compareIds(a.id, b.id);
}

function aboutOf(graph: IndexedGraph, id: string, locale: Locale): NodeLink[] {
  return graph.out(id, 'ABOUT').flatMap(({ to }) => nodeLink(graph, to, locale) ?? []);
}

/** What settles a statement; that the sentence stands in the article is not shown beside every one of them. */
function settling(graph: IndexedGraph, node: GraphNode, locale: Locale): EvidenceView[] {
  const evidence = node.evidence.filter(
    ({ fields }) => fields === undefined || fields.some((f) => f !== 'quote'),
  );
  return distinctEvidence(evidenceView(graph, evidence, locale));
}

export function verdictOf({ props }: GraphNode): Verdict {
  return VERDICTS.find((known) => known === props.verdict) ?? 'unsupported';
}

export function claimView(graph: IndexedGraph, node: GraphNode, locale: Locale): ClaimView {
  const { quote, number, generation, paraphrased, derivation } = node.props;
  const text = isBilingual(quote) ? quote : { en: '', zh: '' };
  return {
    id: node.id,
    number: String(number),
    verdict: verdictOf(node),
    ...(typeof generation === 'string' ? { generation } : {}),
    quote: quoteParts(text.zh, list(node.props.wrong_words)),
    translation: quoteParts(text.en, list(node.props.wrong_words_translation)),
    paraphrased: paraphrased === true,
    correction: proseView(textIn(node.props.correction, locale) ?? ''),
    about: aboutOf(graph, node.id, locale),
    evidence: settling(graph, node, locale),
    computed: isTable(derivation),
  };
}

export function conflictView(graph: IndexedGraph, node: GraphNode, locale: Locale): ConflictView {
  const { values, used, why, settled } = node.props;
  return {
    id: node.id,
    topic: node.name[locale],
    values: (isTable(values) ? values : []).flatMap(({ value, source, locator }) => {
      // How sure a value is stands with the evidence for it.
      const confidence = node.evidence.find((one) => one.source === source)?.confidence ?? 'secondhand';
      const stated = { source: String(source), locator: String(locator), confidence };
      const [evidence] = evidenceView(graph, [stated], locale);
      return evidence ? [{ value: proseView(textIn(value, locale) ?? ''), evidence }] : [];
    }),
    used: proseView(textIn(used, locale) ?? ''),
    why: proseView(textIn(why, locale) ?? ''),
    settled: settled === true,
    about: aboutOf(graph, node.id, locale),
    evidence: distinctEvidence(evidenceView(graph, node.evidence, locale)),
  };
}

/** What is said of a node elsewhere, and where its sources disagree. */
export interface StatementsView {
  readonly claims: readonly ClaimView[];
  readonly conflicts: readonly ConflictView[];
}

/** What is said of a node, the worst first. */
function about(graph: IndexedGraph, id: string, label: 'Claim' | 'Conflict'): GraphNode[] {
  return graph
    .into(id, 'ABOUT')
    .flatMap(({ from }) => graph.node(from) ?? [])
    .filter((node) => node.label === label)
    .sort(byNumber);
}

/** The claims about a node that are not right: one that is right needs no correction beside the facts. */
export function claimsAgainst(graph: IndexedGraph, id: string): GraphNode[] {
  return about(graph, id, 'Claim').filter((claim) => verdictOf(claim) !== 'supported');
}

export function statementsAbout(graph: IndexedGraph, id: string, locale: Locale): StatementsView {
  return {
    claims: claimsAgainst(graph, id).map((node) => claimView(graph, node, locale)),
    conflicts: about(graph, id, 'Conflict').map((node) => conflictView(graph, node, locale)),
  };
}
