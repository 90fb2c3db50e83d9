/** A piece of a text: words, or a formula that stood between dollar signs. */
export interface ProsePart {
  readonly text: string;
  readonly math: boolean;
}

/** Cuts a text at its `$…$`: every second piece is a formula. A lone dollar sign is a dollar sign. */
export function proseParts(text: string): ProsePart[] {
  const pieces = text.split('$');
  if (pieces.length % 2 === 0) return [{ text, math: false }];
  return pieces
    .map((piece, index) => ({ text: piece, math: index % 2 === 1 }))
    .filter(({ text: piece }) => piece !== '');
}

/** The formulas in a text. */
export function mathIn(text: string): string[] {
  return proseParts(text).flatMap(({ text: tex, math }) => (math ? [tex] : []));
}
