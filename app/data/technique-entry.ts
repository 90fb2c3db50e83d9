import type { Locale } from '@/app/i18n/routing';
import { inlineFormulaHtml } from '@/app/shell/formula';
import { isTable, textIn } from '@/lib/knowledge/graph';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { byRelease } from '@/lib/knowledge/lines';
import { distinctEvidence, type EvidenceView, evidenceView } from './evidence-view';
import { type NodeLink, nodeLink, nodeLinks } from './node-link';
import { type ProseView, proseView } from './prose-view';
import { type StatementsView, statementsAbout } from './statements-view';

/** The parts of an entry that are sentences, in the order in which they are read. */
export const ENTRY_PARTS = ['problem', 'how', 'why'] as const;
export const COSTS = ['cost_params', 'cost_flops', 'cost_bytes'] as const;
type Part = (typeof ENTRY_PARTS)[number] | (typeof COSTS)[number];

/** A sentence and what it rests on. */
export interface SourcedProse {
  readonly text: ProseView;
  readonly evidence: readonly EvidenceView[];
}

/** All that the page of a technique tells beyond its facts, in one language. */
export interface TechniqueEntry {
  readonly parts: Readonly<Partial<Record<Part, SourcedProse>>>;
  readonly symbols: readonly { html: string; meaning: ProseView; shape: string }[];
  readonly misconception?: SourcedProse;
  readonly correction?: SourcedProse;
  /** Who uses it, by release, oldest first. */
  readonly users: readonly { generation: NodeLink; models: readonly NodeLink[] }[];
  readonly origin?: {
    readonly title: string;
    readonly authors: string;
    readonly year: string;
    readonly href: string;
  };
  readonly statements: StatementsView;
}

/** A prose property of a node with the evidence that names it. */
export function sourcedProse(
  graph: IndexedGraph,
  id: string,
  key: string,
  locale: Locale,
): SourcedProse | undefined {
  const node = graph.node(id);
  const text = textIn(node?.props[key], locale);
  if (!node || text === undefined) return undefined;
  const evidence = node.evidence.filter(({ fields }) => fields?.includes(key));
  return { text: proseView(text), evidence: distinctEvidence(evidenceView(graph, evidence, locale)) };
}

function usersOf(graph: IndexedGraph, id: string, locale: Locale): TechniqueEntry['users'] {
  const models = graph.into(id, 'USES').map(({ from }) => from);
  return [...graph.withLabel('Generation')].sort(byRelease).flatMap((node) => {
    const generation = nodeLink(graph, node.id, locale);
    const members = models.filter((model) => graph.out(model, 'MEMBER_OF').some(({ to }) => to === node.id));
    if (!generation || members.length === 0) return [];
    return [{ generation, models: nodeLinks(graph, members, locale) }];
  });
}

function originOf(graph: IndexedGraph, id: string, locale: Locale): TechniqueEntry['origin'] {
  const source = graph.node(String(graph.node(id)?.props.origin ?? ''));
  if (source?.label !== 'Source') return undefined;
  const { title, authors, year, url } = source.props;
  return {
    title: String(title),
    authors: Array.isArray(authors) ? authors.join(', ') : '',
    year: String(year ?? ''),
    href: typeof url === 'string' ? url : (nodeLink(graph, source.id, locale)?.href ?? ''),
  };
}

export function techniqueEntry(graph: IndexedGraph, id: string, locale: Locale): TechniqueEntry {
  const { symbols } = graph.node(id)?.props ?? {};
  const parts = [...ENTRY_PARTS, ...COSTS].flatMap((key) => {
    const told = sourcedProse(graph, id, key, locale);
    return told ? [[key, told] as const] : [];
  });
  const misconception = sourcedProse(graph, id, 'misconception', locale);
  const correction = sourcedProse(graph, id, 'correction', locale);
  const origin = originOf(graph, id, locale);
  return {
    parts: Object.fromEntries(parts),
    symbols: (isTable(symbols) ? symbols : []).map(({ tex, meaning, shape }) => ({
      html: inlineFormulaHtml(String(tex)),
      meaning: proseView(textIn(meaning, locale) ?? ''),
      shape: String(shape),
    })),
    ...(misconception ? { misconception } : {}),
    ...(correction ? { correction } : {}),
    users: usersOf(graph, id, locale),
    ...(origin ? { origin } : {}),
    statements: statementsAbout(graph, id, locale),
  };
}
