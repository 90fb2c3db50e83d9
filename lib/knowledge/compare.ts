import { DERIVED, derive, isDerived } from '@/lib/anatomy/derived';
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

type Compared = Pick<GraphNode, 'id' | 'label' | 'name'>;

export interface Comparison {
  readonly a: Compared;
  readonly b: Compared;
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

/** What follows from the config of one model; bytes are those of bf16. */
const OF_ONE_MODEL = DERIVED.filter(
  ({ args }) => args.includes('model') && args.every((arg) => arg === 'model' || arg === 'bytes'),
);

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
  const derivedOf = (fn: string, { id, props }: GraphNode) => {
    const result = derive(fn, { model: id, bytes: BF16_BYTES }, () => props as ModelProps);
    return isDerived(result) ? result.value : undefined;
  };
  return OF_ONE_MODEL.flatMap(({ fn }) => {
    const [left, right] = [derivedOf(fn, a), derivedOf(fn, b)];
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
  const only = (these: Set<string>, keep: (id: string) => boolean) =>
    [...these].filter(keep).sort(compareIds);
  const compared = ({ id, label, name }: GraphNode): Compared => ({ id, label, name });
  return {
    a: compared(a),
    b: compared(b),
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
