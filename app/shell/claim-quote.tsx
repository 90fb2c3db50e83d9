import type { QuotePart } from '../data/statements-view';

/** A quotation with its wrong words underlined; `<u>` carries the mark, its style says which verdict. */
export function ClaimQuote({ parts }: { parts: readonly QuotePart[] }) {
  return parts.map(({ text, marked }) => (marked ? <u key={text}>{text}</u> : text));
}
