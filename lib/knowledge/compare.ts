import { kvBytesPerToken, kvElementsPerToken } from '@/lib/anatomy/kv-cache';
import { parameterCounts } from '@/lib/anatomy/parameters';
import { compareIds } from './canonical';
import { type Evidence, type GraphNode, isBilingual, isTable, type PropValue } from './graph';
import type { IndexedGraph } from './indexed';
import { ModelProps } from './model-props';

/** One field of both; a side that does not know it has no value and no evidence for it. */
export interface ConfigRow {
  readonly field: string;
  readonly a?: PropValue;
  readonly b?: PropValue;
  readonly evidence: { readonly a: readonly Evidence[]; readonly b: readonly Evidence[] };
}

/** A number that follows from the config; `ratio` is a / b. */
export interface DerivedRow {
  readonly fn: string;
  readonly a?: number;
  readonly b?: number;
  readonly ratio?: number;
}

export interface Comparison {
  readonly a: GraphNode;
  readonly b: GraphNode;
  readonly config: readonly ConfigRow[];
  /** Seen from `a` to `b`, ids in order. */
  readonly techniques: {
    readonly gained: readonly string[];
    readonly lost: readonly string[];
    readonly shared: readonly string[];
  };
  readonly derived: readonly DerivedRow[];
}

const BF16_BYTES = 2;

/** Parameters are counts, the cache is elements or bytes (bf16) that one token adds to it. */
const DERIVED: Readonly<Record<string, (config: ModelProps) => number | undefined>> = {
  params_total: (config) => parameterCounts(config)?.total,
  params_non_embedding: (config) => parameterCounts(config)?.non_embedding,
  params_active: (config) => parameterCounts(config)?.active,
  kv_elements_per_token: kvElementsPerToken,
  kv_bytes_per_token: (config) => kvBytesPerToken(config, BF16_BYTES),
};

/** Config fields in the order of a config file, then others by name. Texts and other names are no config. */
function fieldsOf(nodes: readonly GraphNode[]): string[] {
  const known = Object.keys(ModelProps.shape);
  const rank = (field: string) => (known.includes(field) ? known.indexOf(field) : known.length);
  const fields = nodes.flatMap(({ props }) =>
    Object.entries(props).flatMap(([field, value]) =>
      isBilingual(value) || isTable(value) || field === 'aliases' ? [] : [field],
    ),
  );
  return [...new Set(fields)].sort((x, y) => rank(x) - rank(y) || compareIds(x, y));
}

/** What supports one field: evidence that names it, or evidence of the whole node. */
function evidenceOf({ props, evidence }: GraphNode, field: string): Evidence[] {
  if (props[field] === undefined) return [];
  return evidence.filter(({ fields }) => fields === undefined || fields.includes(field));
}

/** What a model uses; of a generation, what any of its models uses and what came with it. */
function techniquesOf(graph: IndexedGraph, { id, label }: GraphNode): Set<string> {
  if (label === 'Model') return new Set(graph.out(id, 'USES').map(({ to }) => to));
  const members = graph.into(id, 'MEMBER_OF').flatMap(({ from }) => graph.out(from, 'USES'));
  const introduced = graph.into(id, 'INTRODUCED_IN').map(({ from }) => from);
  return new Set(
    [...members.map(({ to }) => to), ...introduced].filter((one) => graph.node(one)?.label === 'Technique'),
  );
}

function derivedRows(a: GraphNode, b: GraphNode): DerivedRow[] {
  if (a.label !== 'Model' || b.label !== 'Model') return [];
  const config = ({ props }: GraphNode) => props as ModelProps;
  return Object.entries(DERIVED).flatMap(([fn, of]) => {
    const [left, right] = [of(config(a)), of(config(b))];
    if (left === undefined && right === undefined) return [];
    return [
      {
        fn,
        ...(left === undefined ? {} : { a: left }),
        ...(right === undefined ? {} : { b: right }),
        ...(left === undefined || !right ? {} : { ratio: left / right }),
      },
    ];
  });
}

/** Two models, or two generations, side by side. An unknown value is absent on its side, never guessed. */
export function compareNodes(graph: IndexedGraph, a: GraphNode, b: GraphNode): Comparison {
  const [left, right] = [techniquesOf(graph, a), techniquesOf(graph, b)];
  const only = (these: Set<string>, keep: (id: string) => boolean) => [...these].filter(keep).sort(compareIds);
  return {
    a,
    b,
    config: fieldsOf([a, b]).map((field) => ({
      field,
      ...(a.props[field] === undefined ? {} : { a: a.props[field] }),
      ...(b.props[field] === undefined ? {} : { b: b.props[field] }),
      evidence: { a: evidenceOf(a, field), b: evidenceOf(b, field) },
    })),
    techniques: {
      gained: only(right, (id) => !left.has(id)),
      lost: only(left, (id) => !right.has(id)),
      shared: only(left, (id) => right.has(id)),
    },
    derived: derivedRows(a, b),
  };
}
