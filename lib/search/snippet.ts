import { proseParts } from '@/lib/knowledge/prose';
import { isHan, normalise } from './words';

/** Characters before and after the first match; a Chinese character says about as much as two letters. */
const SPAN = { latin: [50, 130], han: [24, 66] } as const;

/** Where a word begins in a text, or -1. A Latin word begins where no letter stands before it. */
function indexOfWord(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (isHan(word) || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return at;
  }
  return -1;
}

/** How many of the words a text holds. */
export function countWords(text: string, words: readonly string[]): number {
  const folded = normalise(text);
  return words.filter((word) => indexOfWord(folded, word) >= 0).length;
}

/** `[start, end)` of each formula with its dollar signs: it is shown whole or not at all. */
function formulas(text: string): (readonly [number, number])[] {
  let at = 0;
  return proseParts(text).flatMap(({ text: piece, math }) => {
    const length = piece.length + (math ? 2 : 0);
    at += length;
    return math ? [[at - length, at] as const] : [];
  });
}

/** The stretch of a text around the longest word that it holds, cut between words, with an ellipsis where it is cut. */
export function snippetOf(text: string, words: readonly string[]): string {
  const han = isHan(text);
  const [before, after] = han ? SPAN.han : SPAN.latin;
  const folded = text.toLowerCase();
  const match =
    [...words]
      .sort((a, b) => b.length - a.length)
      .map((word) => indexOfWord(folded, word))
      .find((at) => at >= 0) ?? 0;
  let start = match < before * 1.5 ? 0 : match - before;
  // A text that is only a little longer is not cut.
  let end = text.length - start < (before + after) * 1.2 ? text.length : start + before + after;
  for (const [from, to] of formulas(text)) {
    if (start > from && start < to) start = from;
    if (end > from && end < to) end = to;
  }
  if (start > 0) start = sentenceOrWord(text, start, match, han);
  if (end < text.length && !han && !/\s/.test(text[end] ?? '')) {
    const tail = /\s\S*$/.exec(text.slice(match, end));
    const cut = tail ? match + tail.index : end;
    if (!formulas(text).some(([from, to]) => cut > from && cut < to)) end = cut;
  }
  return `${start > 0 ? '…' : ''}${text.slice(start, end).trim()}${end < text.length ? '…' : ''}`;
}

/** Where to begin: at a sentence between here and the match, else at a word. */
function sentenceOrWord(text: string, start: number, match: number, han: boolean): number {
  const ahead = text.slice(start, match);
  const sentence = (han ? /[。！？；]/ : /[.!?;]\s+(?=[^\s])/).exec(ahead);
  const word = han ? undefined : /^\S*\s+/.exec(ahead);
  const skipped = sentence ? sentence.index + sentence[0].length : (word?.[0].length ?? 0);
  const at = start + skipped;
  return formulas(text).some(([from, to]) => at > from && at < to) ? start : at;
}
