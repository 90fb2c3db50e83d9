/**
 * An English name inside a sentence: "Grouped-query attention" becomes "grouped-query attention". Names with capitals
 * of their own stay: "YaRN", "Gated DeltaNet", "Dual Chunk Attention".
 */
export function midSentence(name: string): string {
  const [first = '', second = ''] = name.split(' ');
  const common = /^[A-Z][a-z-]+,?$/.test(first) && !/^[A-Z]/.test(second);
  return common ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** Chinese with a space between its characters and Latin letters or digits, as the community sets it. */
export function spaced(text: string): string {
  return text
    .replace(/(\p{Script=Han})([A-Za-z0-9])/gu, '$1 $2')
    .replace(/([A-Za-z0-9])(\p{Script=Han})/gu, '$1 $2');
}
