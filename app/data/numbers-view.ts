import type { Locale } from '@/app/i18n/routing';
import { formulaHtml } from '@/app/shell/formula';
import {
  type DerivedArgs,
  type DerivedInput,
  type DerivedReading,
  type DerivedRole,
  type DerivedUnit,
  derive,
  derivedFunction,
  isDerived,
} from '@/lib/anatomy/derived';
import { isTable, type PropRecord, textIn } from '@/lib/knowledge/graph';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { type EvidenceView, fieldEvidence } from './evidence-view';
import { configOf } from './model-view';
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

function computation(graph: IndexedGraph, row: PropRecord, locale: Locale): Computation | undefined {
  const found = derivedFunction(String(row.fn));
  if (!found) return undefined;
  const args = argsOf(row);
  const result = derive(found.fn, args, (id) => {
    const model = graph.node(id);
    return model && configOf(model);
  });
  const note = textIn(row.note, locale);
  const modelOf = (role: DerivedRole) => {
    const id = args[role];
    return typeof id === 'string' ? graph.node(id) : undefined;
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
      ? result.inputs.map((input) => {
          const model = modelOf(input.of);
          const named = model && input.field !== undefined;
          return {
            ...input,
            model: model?.name[locale],
            evidence: named ? fieldEvidence(graph, model, input.field, locale) : [],
          };
        })
      : [],
    unit: found.unit,
    ...(isDerived(result) ? { value: result.value } : {}),
    readings: isDerived(result) ? (result.readings ?? []) : [],
    missing: isDerived(result)
      ? []
      : result.missing.map(({ of, field }) =>
          [modelOf(of)?.name[locale] ?? of, field].filter(Boolean).join(': '),
        ),
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
