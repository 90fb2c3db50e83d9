import type { Locale } from '@/app/i18n/routing';
import { isBuilt } from '@/lib/kernels/registry';
import { compareIds } from '@/lib/knowledge/canonical';
import { type GraphEdge, type GraphNode, textIn } from '@/lib/knowledge/graph';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { soleFirstModel } from '@/lib/knowledge/introduction';
import { byRelease, linesOf } from '@/lib/knowledge/lines';
import { FAMILIES, type Family, type Verdict } from '@/lib/knowledge/vocabulary';
import { type EvidenceView, evidenceView } from './evidence-view';
import { type ProseView, proseView } from './prose-view';
import { claimsAgainst, verdictOf } from './statements-view';

/** A link to a node with what is said of the relation. */
export interface RelationView {
  readonly id: string;
  readonly name: string;
  /** For tables: the abbreviation or short name where there is one. */
  readonly short: string;
  readonly detail: string;
  readonly evidence: readonly EvidenceView[];
}

/** Everything that the panel and the page of a technique show, in one language. */
export interface TechniqueView {
  readonly id: string;
  readonly name: string;
  readonly otherName: string;
  readonly abbr?: string;
  readonly family: Family;
  readonly outside: boolean;
  readonly claim?: ProseView;
  readonly formula?: string;
  readonly misconception?: ProseView;
  readonly correction?: ProseView;
  /** What is said of it elsewhere and is not right, by its number. */
  readonly claims: readonly { id: string; number: string; verdict: Verdict; quote: string }[];
  readonly kernel?: string;
  readonly evidence: readonly EvidenceView[];
  /** Where and when it entered the line; nothing for what stood before Qwen, or where no source says it. */
  readonly first?: { readonly generation: string; readonly date: string; readonly detail: string };
  readonly introduced: readonly RelationView[];
  readonly replaces: readonly RelationView[];
  readonly replacedBy: readonly RelationView[];
  readonly buildsOn: readonly RelationView[];
  readonly builtOnBy: readonly RelationView[];
  /** By release, oldest first. */
  readonly usedBy: readonly { generation: string; models: number; newest: boolean }[];
}

export function familyOf(node: GraphNode): Family {
  return FAMILIES.find((family) => family === node.props.family) ?? 'compute';
}

export function techniqueView(graph: IndexedGraph, id: string, locale: Locale): TechniqueView | undefined {
  const node = graph.node(id);
  if (node?.label !== 'Technique') return undefined;
  const relation = (edge: GraphEdge, other: string): RelationView => {
    const model = edge.type === 'INTRODUCED_IN' ? soleFirstModel(graph, edge) : undefined;
    const parts = [
      model?.name[locale],
      edge.props.date,
      textIn(edge.props.scope_text, locale),
      textIn(edge.props.why, locale),
    ];
    const node = graph.node(other);
    return {
      id: other,
      name: node?.name[locale] ?? other,
      short: textIn(node?.props.short, locale) ?? String(node?.props.abbr ?? node?.name[locale] ?? other),
      detail: parts.filter((part) => part !== undefined).join(' · '),
      evidence: evidenceView(graph, edge.evidence, locale),
    };
  };
  const prose = (key: string): ProseView | undefined => {
    const text = textIn(node.props[key], locale);
    return text === undefined ? undefined : proseView(text);
  };
  const introductions = [...graph.out(id, 'INTRODUCED_IN')].sort((a, b) =>
    compareIds(String(a.props.date), String(b.props.date)),
  );
  const line = linesOf(graph)[0]?.generations ?? [];
  const first = introductions.find(({ to }) => line.some(({ id: generation }) => generation === to));
  const generations = [...graph.withLabel('Generation')].sort(byRelease);
  const users = graph.into(id, 'USES').map(({ from }) => graph.out(from, 'MEMBER_OF')[0]?.to ?? '');
  const usedInLine = line.some(({ id: generation }) => users.includes(generation));
  const { abbr, formula, kernel } = node.props;
  return {
    id,
    name: node.name[locale],
    otherName: node.name[locale === 'en' ? 'zh' : 'en'],
    ...(typeof abbr === 'string' ? { abbr } : {}),
    family: familyOf(node),
    outside: node.props.outside === true || (first === undefined && !usedInLine),
    claim: prose('claim'),
    ...(typeof formula === 'string' ? { formula } : {}),
    misconception: prose('misconception'),
    correction: prose('correction'),
    claims: claimsAgainst(graph, id).map((claim) => ({
      id: claim.id,
      number: String(claim.props.number),
      verdict: verdictOf(claim),
      quote: textIn(claim.props.quote, 'zh') ?? '',
    })),
    // The pack names kernels that are still to come: a reader is offered those that run.
    ...(typeof kernel === 'string' && isBuilt(kernel) ? { kernel } : {}),
    evidence: evidenceView(graph, node.evidence, locale),
    ...(first
      ? {
          first: {
            generation: graph.node(first.to)?.name[locale] ?? first.to,
            date: String(first.props.date ?? ''),
            detail: relation(first, first.to).detail,
          },
        }
      : {}),
    introduced: introductions.map((edge) => relation(edge, edge.to)),
    replaces: graph.out(id, 'REPLACES').map((edge) => relation(edge, edge.to)),
    replacedBy: graph.into(id, 'REPLACES').map((edge) => relation(edge, edge.from)),
    buildsOn: graph.out(id, 'BUILDS_ON').map((edge) => relation(edge, edge.to)),
    builtOnBy: graph.into(id, 'BUILDS_ON').map((edge) => relation(edge, edge.from)),
    usedBy: generations
      .map((generation) => ({
        generation: generation.name[locale],
        models: users.filter((user) => user === generation.id).length,
        newest: generation.id === line.at(-1)?.id,
      }))
      .filter(({ models }) => models > 0),
  };
}
