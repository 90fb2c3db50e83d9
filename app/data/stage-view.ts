import type { Locale } from '@/app/i18n/routing';
import { isBilingual, isTable } from '@/lib/knowledge/graph';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { distinctEvidence, type EvidenceView, evidenceView, fieldEvidence } from './evidence-view';
import { type NodeLink, nodeLinks } from './node-link';
import { type StatementsView, statementsAbout } from './statements-view';
import { type SourcedProse, sourcedProse } from './technique-entry';

/** A number of a stage, such as its tokens or its peak learning rate, with what it rests on. */
export interface StageFigure {
  readonly field: string;
  readonly value: string | number | boolean | readonly (string | number)[];
  readonly evidence: readonly EvidenceView[];
}

export interface StageView {
  readonly id: string;
  readonly name: string;
  readonly generations: readonly NodeLink[];
  readonly data?: SourcedProse;
  readonly method?: SourcedProse;
  readonly figures: readonly StageFigure[];
  readonly before: readonly NodeLink[];
  readonly next: readonly NodeLink[];
  readonly buildsOn: readonly NodeLink[];
  readonly trains: readonly NodeLink[];
  readonly statements: StatementsView;
  readonly evidence: readonly EvidenceView[];
}

const NOT_FIGURES = ['kind', 'letter'];

export function stageView(graph: IndexedGraph, id: string, locale: Locale): StageView | undefined {
  const node = graph.node(id);
  if (node?.label !== 'Stage') return undefined;
  const links = (ids: readonly string[]) => nodeLinks(graph, ids, locale);
  const data = sourcedProse(graph, id, 'data', locale);
  const method = sourcedProse(graph, id, 'method', locale);
  const figures = Object.entries(node.props).flatMap(([field, value]): StageFigure[] => {
    if (NOT_FIGURES.includes(field) || isBilingual(value) || isTable(value)) return [];
    const evidence = fieldEvidence(graph, node, field, locale);
    return [{ field, value: value as StageFigure['value'], evidence }];
  });
  return {
    id,
    name: node.name[locale],
    generations: links(graph.out(id, 'INTRODUCED_IN').map(({ to }) => to)),
    ...(data ? { data } : {}),
    ...(method ? { method } : {}),
    figures,
    before: links(graph.into(id, 'NEXT').map(({ from }) => from)),
    next: links(graph.out(id, 'NEXT').map(({ to }) => to)),
    buildsOn: links(graph.out(id, 'BUILDS_ON').map(({ to }) => to)),
    trains: links(graph.into(id, 'TRAINED_BY').map(({ from }) => from)),
    statements: statementsAbout(graph, id, locale),
    evidence: distinctEvidence(evidenceView(graph, node.evidence, locale)),
  };
}
