import type { Locale } from '@/app/i18n/routing';
import { compareIds } from '@/lib/knowledge/canonical';
import { compareNodes } from '@/lib/knowledge/compare';
import { textIn } from '@/lib/knowledge/graph';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { byRelease } from '@/lib/knowledge/lines';
import { distinctEvidence, type EvidenceView, evidenceView } from './evidence-view';
import { type NodeLink, nodeLink, nodeLinks } from './node-link';
import { type StatementsView, statementsAbout } from './statements-view';
import { type SourcedProse, sourcedProse } from './technique-entry';

/** A technique that came with a release, with the words for how. */
export interface Arrival extends NodeLink {
  readonly scope?: string;
  readonly date: string;
  readonly evidence: readonly EvidenceView[];
}

export interface GenerationView {
  readonly id: string;
  readonly name: string;
  readonly released: string;
  readonly line?: string;
  readonly summary?: SourcedProse;
  readonly before?: NodeLink;
  readonly next?: NodeLink;
  readonly introduced: readonly Arrival[];
  readonly gained: readonly NodeLink[];
  /** Used by the release before and by none of this one: not used, or not told. */
  readonly notSeen: readonly NodeLink[];
  readonly models: readonly (NodeLink & { released: string; arch: string; open?: boolean })[];
  readonly stages: readonly NodeLink[];
  readonly statements: StatementsView;
  readonly evidence: readonly EvidenceView[];
}

/** Stages in the order of training: what `NEXT` says, then by id. */
function inOrder(graph: IndexedGraph, ids: readonly string[]): string[] {
  const depth = (id: string, seen: readonly string[] = []): number =>
    Math.max(
      0,
      ...graph
        .into(id, 'NEXT')
        .filter(({ from }) => ids.includes(from) && !seen.includes(from))
        .map(({ from }) => 1 + depth(from, [...seen, id])),
    );
  return [...ids].sort((a, b) => depth(a) - depth(b) || compareIds(a, b));
}

export function generationView(graph: IndexedGraph, id: string, locale: Locale): GenerationView | undefined {
  const node = graph.node(id);
  if (node?.label !== 'Generation') return undefined;
  const links = (ids: readonly string[]) => nodeLinks(graph, ids, locale);
  const [previous] = graph.out(id, 'SUCCEEDS').map(({ to }) => to);
  const [following] = graph.into(id, 'SUCCEEDS').map(({ from }) => from);
  const predecessor = graph.node(previous ?? '');
  const introductions = graph.into(id, 'INTRODUCED_IN');
  const introduced = introductions
    .filter(({ from }) => graph.node(from)?.label === 'Technique')
    .sort((a, b) => compareIds(String(a.props.date), String(b.props.date)) || compareIds(a.from, b.from))
    .flatMap((edge): Arrival[] => {
      const link = nodeLink(graph, edge.from, locale);
      const scope = textIn(edge.props.scope_text, locale);
      const date = String(edge.props.date ?? '');
      return link
        ? [
            {
              ...link,
              date,
              ...(scope ? { scope } : {}),
              evidence: evidenceView(graph, edge.evidence, locale),
            },
          ]
        : [];
    });
  const stages = introductions
    .filter(({ from }) => graph.node(from)?.label === 'Stage')
    .map(({ from }) => from);
  const changes = predecessor && compareNodes(graph, predecessor, node).techniques;
  const arrived = new Set(introduced.map(({ id: technique }) => technique));
  const summary = sourcedProse(graph, id, 'summary', locale);
  const line = textIn(node.props.line, locale);
  const before = previous === undefined ? undefined : nodeLink(graph, previous, locale);
  const next = following === undefined ? undefined : nodeLink(graph, following, locale);
  const models = graph
    .into(id, 'MEMBER_OF')
    .flatMap(({ from }) => graph.node(from) ?? [])
    .sort(byRelease);
  return {
    id,
    name: node.name[locale],
    released: String(node.props.released),
    ...(line ? { line } : {}),
    ...(summary ? { summary } : {}),
    ...(before ? { before } : {}),
    ...(next ? { next } : {}),
    introduced,
    gained: links((changes?.gained ?? []).filter((technique) => !arrived.has(technique))),
    notSeen: links(changes?.lost ?? []),
    models: models.flatMap((model) =>
      links([model.id]).map((link) => ({
        ...link,
        released: String(model.props.released ?? ''),
        arch: String(model.props.arch ?? ''),
        ...(typeof model.props.open_weights === 'boolean' ? { open: model.props.open_weights } : {}),
      })),
    ),
    stages: links(inOrder(graph, stages)),
    statements: statementsAbout(graph, id, locale),
    evidence: distinctEvidence(evidenceView(graph, node.evidence, locale)),
  };
}
