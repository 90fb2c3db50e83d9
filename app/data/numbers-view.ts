import type { Locale } from '@/app/i18n/routing';
import { formulaHtml } from '@/app/shell/formula';
import {
  type DerivedArgs,
  type DerivedInput,
  type DerivedReading,
  type DerivedUnit,
  derive,
  derivedFunction,
  isDerived,
} from '@/lib/anatomy/derived';
import { isTable, type PropRecord, textIn } from '@/lib/knowledge/graph';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import type { ModelProps } from '@/lib/knowledge/model-props';
import { distinctEvidence, type EvidenceView, evidenceView } from './evidence-view';
import { type NodeLink, nodeLink } from './node-link';
import { type ProseView, proseView } from './prose-view';
import { byNumber, type ClaimView, claimView } from './statements-view';

/** One computation: what goes in, how, what comes out. */
export interface Computation {
  readonly fn: string;
  readonly formula: string;
  readonly models: readonly NodeLink[];
  readonly inputs: readonly (DerivedInput & { model?: string; evidence: readonly EvidenceView[] })[];
  /** The context lengths that it is computed for. */
  readonly from?: number;
  readonly to?: number;
  readonly unit: DerivedUnit;
  readonly value?: number;
  readonly readings: readonly DerivedReading[];
  /** Fields that nobody has published: then there is no value. */
  readonly missing: readonly string[];
  readonly note?: ProseView;
}

export interface HeadlineView {
  readonly claim: ClaimView;
  readonly headline: string;
  readonly computations: readonly Computation[];
}

const ROLES = ['model', 'a', 'b'] as const;

function argsOf(row: PropRecord): DerivedArgs {
  const { fn: _, note: __, ...args } = row;
  return args as DerivedArgs;
}

/** What an input rests on: the evidence of the model that names the field, else of the whole model. */
function inputEvidence(
  graph: IndexedGraph,
  model: DerivedArgs[keyof DerivedArgs],
  field: string | undefined,
  locale: Locale,
): EvidenceView[] {
  const node = typeof model === 'string' ? graph.node(model) : undefined;
  if (!node || field === undefined) return [];
  const named = node.evidence.filter(({ fields }) => fields?.includes(field));
  const evidence = named.length > 0 ? named : node.evidence.filter(({ fields }) => fields === undefined);
  return distinctEvidence(evidenceView(graph, evidence, locale));
}

function computation(graph: IndexedGraph, row: PropRecord, locale: Locale): Computation | undefined {
  const found = derivedFunction(String(row.fn));
  if (!found) return undefined;
  const args = argsOf(row);
  const result = derive(found.fn, args, (id) => graph.node(id)?.props as ModelProps | undefined);
  const note = textIn(row.note, locale);
  const nameOf = (role: string) => {
    const id = args[role as keyof DerivedArgs];
    return typeof id === 'string' ? graph.node(id)?.name[locale] : undefined;
  };
  return {
    fn: found.fn,
    formula: formulaHtml(found.formula, { display: true }),
    models: ROLES.flatMap((role) => {
      const id = args[role];
      return id === undefined ? [] : (nodeLink(graph, id, locale) ?? []);
    }),
    ...(args.from === undefined ? {} : { from: args.from }),
    ...(args.to === undefined ? {} : { to: args.to }),
    inputs: isDerived(result)
      ? result.inputs.map((input) => ({
          ...input,
          model: nameOf(input.of),
          evidence: inputEvidence(graph, args[input.of], input.field, locale),
        }))
      : [],
    unit: found.unit,
    ...(isDerived(result) ? { value: result.value } : {}),
    readings: isDerived(result) ? (result.readings ?? []) : [],
    missing: isDerived(result)
      ? []
      : result.missing.map(({ of, field }) => [nameOf(of) ?? of, field].filter(Boolean).join(': ')),
    ...(note ? { note: proseView(note) } : {}),
  };
}

/** Every claim whose numbers are computed anew, in the order of the claims. */
export function numbersView(graph: IndexedGraph, locale: Locale): HeadlineView[] {
  return [...graph.withLabel('Claim')].sort(byNumber).flatMap((node) => {
    const { derivation } = node.props;
    const headline = textIn(node.props.headline, locale);
    if (!isTable(derivation) || headline === undefined) return [];
    const computations = derivation.flatMap((row) => computation(graph, row, locale) ?? []);
    return [{ claim: claimView(graph, node, locale), headline, computations }];
  });
}
