import type { Locale } from '@/app/i18n/routing';
import type { EvidenceView } from '@/app/shell/evidence-line';
import { isBuilt } from '@/lib/kernels/registry';
import { compareIds } from '@/lib/knowledge/canonical';
import {
  type Evidence,
  type GraphEdge,
  type GraphNode,
  isBilingual,
  type PropValue,
} from '@/lib/knowledge/graph';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { soleFirstModel } from '@/lib/knowledge/introduction';
import { FAMILIES, type Family } from '@/lib/knowledge/vocabulary';

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
  readonly claim?: string;
  readonly formula?: string;
  readonly misconception?: string;
  readonly kernel?: string;
  readonly evidence: readonly EvidenceView[];
  /** Where and when it entered the line; nothing for what stood before Qwen, or where no source says it. */
  readonly first?: { readonly generation: string; readonly date: string };
  readonly introduced: readonly RelationView[];
  readonly replaces: readonly RelationView[];
  readonly replacedBy: readonly RelationView[];
  readonly buildsOn: readonly RelationView[];
  readonly builtOnBy: readonly RelationView[];
  /** By release, oldest first. */
  readonly usedBy: readonly { generation: string; models: number; newest: boolean }[];
}

const text = (value: PropValue | undefined, locale: Locale): string | undefined =>
  isBilingual(value) ? value[locale] : undefined;

export function familyOf(node: GraphNode): Family {
  return FAMILIES.find((family) => family === node.props.family) ?? 'compute';
}

function evidenceView(graph: IndexedGraph, evidence: readonly Evidence[], locale: Locale): EvidenceView[] {
  return evidence.map(({ source, locator, quote, confidence }) => {
    const node = graph.node(source);
    const url = node?.props.url;
    return {
      source: node?.name[locale] ?? source,
      ...(typeof url === 'string' ? { url } : {}),
      locator,
      quote,
      confidence,
    };
  });
}

export function techniqueView(graph: IndexedGraph, id: string, locale: Locale): TechniqueView | undefined {
  const node = graph.node(id);
  if (node?.label !== 'Technique') return undefined;
  const relation = (edge: GraphEdge, other: string): RelationView => {
    const model = edge.type === 'INTRODUCED_IN' ? soleFirstModel(graph, edge) : undefined;
    const parts = [
      model?.name[locale],
      edge.props.date,
      text(edge.props.scope_text, locale),
      text(edge.props.why, locale),
    ];
    const node = graph.node(other);
    return {
      id: other,
      name: node?.name[locale] ?? other,
      short: text(node?.props.short, locale) ?? String(node?.props.abbr ?? node?.name[locale] ?? other),
      detail: parts.filter((part) => part !== undefined).join(' · '),
      evidence: evidenceView(graph, edge.evidence, locale),
    };
  };
  const introductions = [...graph.out(id, 'INTRODUCED_IN')].sort((a, b) =>
    compareIds(String(a.props.date), String(b.props.date)),
  );
  const [first] = introductions;
  const generations = [...graph.withLabel('Generation')].sort((a, b) =>
    compareIds(String(a.props.released), String(b.props.released)),
  );
  const users = graph.into(id, 'USES').map(({ from }) => graph.out(from, 'MEMBER_OF')[0]?.to ?? '');
  const { abbr, formula, kernel } = node.props;
  return {
    id,
    name: node.name[locale],
    otherName: node.name[locale === 'en' ? 'zh' : 'en'],
    ...(typeof abbr === 'string' ? { abbr } : {}),
    family: familyOf(node),
    outside: node.props.outside === true,
    claim: text(node.props.claim, locale),
    ...(typeof formula === 'string' ? { formula } : {}),
    misconception: text(node.props.misconception, locale),
    // The pack names kernels that are still to come: a reader is offered those that run.
    ...(typeof kernel === 'string' && isBuilt(kernel) ? { kernel } : {}),
    evidence: evidenceView(graph, node.evidence, locale),
    ...(first
      ? {
          first: {
            generation: graph.node(first.to)?.name[locale] ?? first.to,
            date: String(first.props.date ?? ''),
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
        newest: generation === generations.at(-1),
      }))
      .filter(({ models }) => models > 0),
  };
}
