import { inlineFormulaHtml } from '@/app/shell/formula';
import { proseParts } from '@/lib/knowledge/prose';

/** A text as it is shown: words, and formulas set on the server. */
export type ProseView = readonly (string | { readonly html: string; readonly tex: string })[];

/** A text of a pack with its `$…$` set. */
export function proseView(text: string): ProseView {
  return proseParts(text).map(({ text: piece, math }) =>
    math ? { html: inlineFormulaHtml(piece), tex: piece } : piece,
  );
}

/** A text without its formulas' markup, for titles and descriptions. */
export function plainText(text: ProseView): string {
  return text.map((part) => (typeof part === 'string' ? part : part.tex)).join('');
}
