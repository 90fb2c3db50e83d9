import type { IndexedGraph } from '@/lib/knowledge/indexed';
import type { Check, Item, Option } from './item';

/**
 * An option before it has a place and a letter. `order` is its place on a scale (a number's size, a release's turn):
 * where all have one, wrong answers are drawn from both sides of the key.
 */
export type Candidate = Omit<Option, 'id' | 'correct'> & { readonly order?: number };

/** A question before its options are drawn and shuffled. */
export interface Draft
  extends Pick<Item, 'level' | 'stem' | 'scope' | 'explanation' | 'evidence' | 'about' | 'kernel'> {
  readonly check: Check;
  readonly key: Candidate;
  /** Wrong answers in order of plausibility; the generator takes the first that fit. */
  readonly distractors: readonly Candidate[];
}

/** A way to ask about one knowledge component: one edge or one property. */
export interface Template {
  readonly id: string;
  readonly version: number;
  /** Ids of the components that this template can ask about, in a fixed order. */
  components(graph: IndexedGraph): string[];
  /** Nothing when the component cannot be asked without a second right answer. */
  draft(graph: IndexedGraph, component: string): Draft | undefined;
}

export const edgeComponent = (edge: string): string => `edge:${edge}`;
export const propComponent = (node: string, prop: string): string => `prop:${node}:${prop}`;
