import type { Bilingual, Evidence, PropValue } from '@/lib/knowledge/graph';
import type { EdgeType } from '@/lib/knowledge/vocabulary';

/** The predicate that makes an option right; `?` stands for the option's value (interfaces.md 4). */
export type Check =
  | {
      readonly kind: 'edge';
      readonly type: EdgeType;
      readonly from: string;
      readonly to: string;
      readonly props?: Readonly<Record<string, PropValue>>;
    }
  | { readonly kind: 'prop'; readonly node: string; readonly prop: string; readonly equals: PropValue };

export interface Option {
  readonly id: string;
  readonly text: Bilingual;
  readonly value: string | number;
  readonly correct: boolean;
  /** Why somebody would choose this one: a slip that has a name, and a sentence about it. */
  readonly errorPath?: string;
  readonly why: Bilingual;
}

/** A generated question. Same template, component, seed and packs: the same item. */
export interface Item {
  readonly id: string;
  readonly template: string;
  readonly templateVersion: number;
  readonly component: string;
  readonly level: 'recognise' | 'recall' | 'apply' | 'explain';
  readonly mode: 'choice';
  readonly stem: Bilingual;
  readonly scope?: Bilingual;
  readonly options: readonly Option[];
  readonly key: string;
  readonly check: Check;
  readonly explanation: Bilingual;
  readonly evidence: readonly Evidence[];
  readonly about: readonly string[];
  readonly kernel?: string;
  readonly seed: number;
  readonly graph: string;
}

/** What a learner sees before answering: nothing in it tells the key. */
export type PublicItem = Pick<Item, 'id' | 'template' | 'level' | 'mode' | 'stem' | 'scope' | 'about'> & {
  readonly options: readonly Pick<Option, 'id' | 'text'>[];
};

export function publicItem({ id, template, level, mode, stem, scope, about, options }: Item): PublicItem {
  return {
    id,
    template,
    level,
    mode,
    stem,
    ...(scope ? { scope } : {}),
    // What a question is about may name the answer too: only the subject, which stands first, is given away.
    about: about.slice(0, 1),
    options: options.map((option) => ({ id: option.id, text: option.text })),
  };
}
