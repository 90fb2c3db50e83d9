/** One form for all spellings of a letter: full-width and half-width, upper and lower case. */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** A name without case, spaces and punctuation: "KV cache" and "kv-cache" are the same key. */
export function keyOf(text: string): string {
  return normalise(text).replace(/[^\p{L}\p{N}]/gu, '');
}

export function isHan(word: string): boolean {
  return /\p{Script=Han}/u.test(word);
}

/** Runs of Chinese characters, or words with their hyphens and dots: "分组查询", "grouped-query", "qwen2.5". */
const RUN =
  /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:[-.](?:(?!\p{Script=Han})[\p{L}\p{N}])+)*/gu;
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * Pairs of neighbouring characters, so that any part of a compound finds it, and the dictionary words that are longer
 * than a pair, so that a whole word counts more than its pairs somewhere in a text.
 */
function hanWords(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  const pairs = characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  const words = [...segmenter.segment(run)].map(({ segment }) => segment);
  return [...pairs, ...words.filter((word) => [...word].length > 2)];
}

/** "pre-norm" is found by "pre", "norm" and "prenorm"; "qwen2.5" by "qwen2.5", "qwen" and "2.5". */
function latinWords(run: string): string[] {
  // A dot inside a number belongs to it; before a letter it ends a word, as in "claim.w1".
  const parts = run.split(/-|\.(?!\p{N})/u);
  const joined = parts.length === 2 ? [parts.join('')] : [];
  const split = parts.flatMap((part) => {
    const [, letters, digits] = /^(\p{L}{2,})(\p{N}.*)$/u.exec(part) ?? [];
    return letters && digits ? [letters, digits] : [];
  });
  return [...parts, ...joined, ...split];
}

/** The words of a text in both languages, in the form in which they are compared. */
export function wordsOf(text: string): string[] {
  return (normalise(text).match(RUN) ?? []).flatMap((run) => (isHan(run) ? hanWords(run) : latinWords(run)));
}

/** Commands that only set type say nothing of what a formula is about. */
const TYPESETTING = new Set(
  'left right big bigl bigr begin end frac dfrac tfrac text mathrm mathbf mathbb mathcal operatorname quad qquad cdot cdots ldots dots tag'.split(
    ' ',
  ),
);

/** The words of a formula: its commands and names, such as "softmax" and "sqrt", without those that only set type. */
export function texWords(tex: string): string[] {
  const names = normalise(tex).match(/\p{L}{2,}\p{N}*/gu) ?? [];
  return names.filter((name) => !TYPESETTING.has(name));
}
