import type { Locale } from '@/app/i18n/routing';
import { missingFields } from '@/lib/anatomy/config';
import { kvElementsPerToken } from '@/lib/anatomy/kv-cache';
import { type ParameterCounts, parameterCounts } from '@/lib/anatomy/parameters';
import { compareIds } from '@/lib/knowledge/canonical';
import { compareNodes } from '@/lib/knowledge/compare';
import type { GraphNode } from '@/lib/knowledge/graph';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { byRelease } from '@/lib/knowledge/lines';
import { ModelProps } from '@/lib/knowledge/model-props';
import { distinctEvidence, type EvidenceView, evidenceView } from './evidence-view';
import { type NodeLink, nodeLink, nodeLinks } from './node-link';
import { type StatementsView, statementsAbout } from './statements-view';
import { type SourcedProse, sourcedProse } from './technique-entry';

export type FieldValue = string | number | boolean;

/** A config field with what it rests on. */
export interface ConfigRowView {
  readonly field: string;
  readonly value: FieldValue;
  readonly evidence: readonly EvidenceView[];
}

/** A field that two models do not share. */
export interface ChangeView {
  readonly field: string;
  readonly before?: FieldValue;
  readonly after?: FieldValue;
}

/** A number of parameters: computed from the config, printed by a source, or both. */
export interface TotalView {
  readonly part: Exclude<keyof ParameterCounts, 'embedding'>;
  readonly computed?: number;
  readonly published?: number;
  readonly evidence: readonly EvidenceView[];
}

export interface ModelView {
  readonly id: string;
  readonly name: string;
  readonly released: string;
  readonly generation?: NodeLink;
  readonly summary?: SourcedProse;
  readonly config: ModelProps;
  /** Whether it is built from the blocks that the anatomy counts and draws. */
  readonly modelled: boolean;
  /** Elements that one more token adds to the key-value cache. */
  readonly cache?: number;
  /** Fields without which its parameters cannot be computed. */
  readonly missing: readonly string[];
  readonly totals: readonly TotalView[];
  readonly rows: readonly ConfigRowView[];
  readonly before?: {
    readonly link: NodeLink;
    readonly changes: readonly ChangeView[];
    readonly gained: readonly NodeLink[];
    readonly lost: readonly NodeLink[];
    readonly evidence: readonly EvidenceView[];
  };
  readonly after: readonly NodeLink[];
  readonly buildsOn: readonly NodeLink[];
  readonly techniques: readonly NodeLink[];
  readonly statements: StatementsView;
}

/** A model in a list. */
export interface ModelSummary extends NodeLink {
  readonly released: string;
  readonly arch?: 'dense' | 'moe';
  readonly total?: number;
  readonly active?: number;
  readonly cache?: number;
}

const TOTALS = [
  ['total', 'params_total'],
  ['non_embedding', 'params_non_embedding'],
  ['active', 'params_active'],
  ['active_non_embedding', 'params_active_non_embedding'],
] as const;

const NOT_IN_THE_TABLE: ReadonlySet<string> = new Set(['aliases', ...TOTALS.map(([, field]) => field)]);

/** The config of a model's node: its properties that are fields of a config, without names and prose. */
export function configOf({ props }: GraphNode): ModelProps {
  const fields = Object.keys(ModelProps.shape).filter((field) => props[field] !== undefined);
  return Object.fromEntries(fields.map((field) => [field, props[field]])) as ModelProps;
}

/** The anatomy knows layers of root mean square norms around a gated network: a model must be known to have both. */
const NORMS: readonly string[] = ['rmsnorm', 'zero-centered-rmsnorm'];
const NETWORK = 'swiglu';

function isModelled(graph: IndexedGraph, id: string): boolean {
  const used = graph.out(id, 'USES').map(({ to }) => to);
  return used.includes(NETWORK) && used.some((technique) => NORMS.includes(technique));
}

function evidenceFor(graph: IndexedGraph, node: GraphNode, field: string, locale: Locale): EvidenceView[] {
  const evidence = node.evidence.filter(({ fields }) => fields === undefined || fields.includes(field));
  return distinctEvidence(evidenceView(graph, evidence, locale));
}

/**
 * The row that a published number of active parameters belongs to: publishers count them with or without the
 * embeddings and rarely say which, so it stands at the nearer one.
 */
function rowOf(field: (typeof TOTALS)[number][1], config: ModelProps): TotalView['part'] {
  const [part] = TOTALS.find(([, one]) => one === field) ?? TOTALS[0];
  const counts = parameterCounts(config);
  const published = config[field];
  if (field !== 'params_active' || config.params_active_non_embedding !== undefined) return part;
  if (!counts || published === undefined) return part;
  const far = Math.abs(counts.active - published) > Math.abs(counts.active_non_embedding - published);
  return far ? 'active_non_embedding' : 'active';
}

function totals(graph: IndexedGraph, node: GraphNode, locale: Locale): TotalView[] {
  const config = configOf(node);
  const counts = isModelled(graph, node.id) ? parameterCounts(config) : undefined;
  // A total that was itself computed is no publication.
  const printed = TOTALS.flatMap(([, field]) => {
    const published = config[field];
    const evidence = evidenceFor(graph, node, field, locale).filter(
      ({ confidence }) => confidence !== 'derived',
    );
    return published === undefined || evidence.length === 0
      ? []
      : [{ part: rowOf(field, config), published, evidence }];
  });
  return TOTALS.flatMap(([part]) => {
    if (part.startsWith('active') && config.arch !== 'moe') return [];
    const { published, evidence = [] } = printed.find((one) => one.part === part) ?? {};
    const computed = counts?.[part];
    if (computed === undefined && published === undefined) return [];
    return [
      {
        part,
        ...(computed === undefined ? {} : { computed }),
        ...(published === undefined ? {} : { published }),
        evidence,
      },
    ];
  });
}

const scalar = (value: unknown): FieldValue | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;

function predecessor(graph: IndexedGraph, node: GraphNode, locale: Locale): ModelView['before'] {
  const [edge] = graph.out(node.id, 'SUCCEEDS');
  const before = graph.node(edge?.to ?? '');
  const link = before && nodeLink(graph, before.id, locale);
  if (!edge || !before || !link) return undefined;
  const links = (ids: readonly string[]) => nodeLinks(graph, ids, locale);
  const { config, techniques } = compareNodes(graph, before, node);
  const changes = config.flatMap(({ field, a, b }): ChangeView[] => {
    const [was, is] = [scalar(a), scalar(b)];
    if (was === is || field === 'released' || !(field in ModelProps.shape)) return [];
    return [
      { field, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) },
    ];
  });
  return {
    link,
    changes,
    gained: links(techniques.gained),
    lost: links(techniques.lost),
    evidence: evidenceView(graph, edge.evidence, locale),
  };
}

/** Everything that the page of a model shows, in one language. */
export function modelView(graph: IndexedGraph, id: string, locale: Locale): ModelView | undefined {
  const node = graph.node(id);
  if (node?.label !== 'Model') return undefined;
  const links = (ids: readonly string[]) => nodeLinks(graph, ids, locale);
  const config = configOf(node);
  const [generation] = links(graph.out(id, 'MEMBER_OF').map(({ to }) => to));
  const summary = sourcedProse(graph, id, 'summary', locale);
  const before = predecessor(graph, node, locale);
  const modelled = isModelled(graph, id);
  const cache = modelled ? kvElementsPerToken(config) : undefined;
  return {
    id,
    name: node.name[locale],
    released: config.released ?? '',
    ...(generation ? { generation } : {}),
    ...(summary ? { summary } : {}),
    config,
    modelled,
    ...(cache === undefined ? {} : { cache }),
    missing: missingFields(config),
    totals: totals(graph, node, locale),
    rows: Object.entries(config).flatMap(([field, value]): ConfigRowView[] => {
      const shown = scalar(value);
      return shown === undefined || NOT_IN_THE_TABLE.has(field)
        ? []
        : [{ field, value: shown, evidence: evidenceFor(graph, node, field, locale) }];
    }),
    ...(before ? { before } : {}),
    after: links(graph.into(id, 'SUCCEEDS').map(({ from }) => from)),
    buildsOn: links(graph.out(id, 'BUILDS_ON').map(({ to }) => to)),
    techniques: links(
      graph
        .out(id, 'USES')
        .map(({ to }) => to)
        .sort(compareIds),
    ),
    statements: statementsAbout(graph, id, locale),
  };
}

/** Models by size within a release: the index reads like the tables of the reports. */
const bySize = (a: ModelSummary, b: ModelSummary) =>
  compareIds(a.released, b.released) ||
  (a.total ?? Number.MAX_VALUE) - (b.total ?? Number.MAX_VALUE) ||
  compareIds(a.id, b.id);

/** Every model by release, oldest release first. */
export function modelIndex(
  graph: IndexedGraph,
  locale: Locale,
): readonly { generation: NodeLink; released: string; models: readonly ModelSummary[] }[] {
  return [...graph.withLabel('Generation')].sort(byRelease).flatMap((node) => {
    const generation = nodeLink(graph, node.id, locale);
    const models = graph.into(node.id, 'MEMBER_OF').flatMap(({ from }): ModelSummary[] => {
      const model = graph.node(from);
      const link = nodeLink(graph, from, locale);
      if (!model || !link) return [];
      const config = configOf(model);
      const modelled = isModelled(graph, from);
      const counts = modelled ? parameterCounts(config) : undefined;
      const total = counts?.total ?? config.params_total;
      const active = config.arch === 'moe' ? (counts?.active ?? config.params_active) : undefined;
      const cache = modelled ? kvElementsPerToken(config) : undefined;
      return [
        {
          ...link,
          released: config.released ?? '',
          ...(config.arch ? { arch: config.arch } : {}),
          ...(total === undefined ? {} : { total }),
          ...(active === undefined ? {} : { active }),
          ...(cache === undefined ? {} : { cache }),
        },
      ];
    });
    return generation && models.length > 0
      ? [{ generation, released: String(node.props.released ?? ''), models: models.sort(bySize) }]
      : [];
  });
}

/** The models that a pasted config is compared with, and the techniques that can be linked. */
export function anatomyKnowledge(graph: IndexedGraph, locale: Locale) {
  const models = graph.withLabel('Model').flatMap((node) => {
    const link = nodeLink(graph, node.id, locale);
    return link ? [{ ...link, config: configOf(node) }] : [];
  });
  const ids = graph.withLabel('Technique').map(({ id }) => id);
  const techniques = nodeLinks(graph, ids, locale);
  return { models, techniques };
}
