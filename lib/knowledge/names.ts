/**
 * An English name inside a sentence: "Grouped-query attention" becomes "grouped-query attention". Names with capitals
 * of their own stay: "YaRN", "Gated DeltaNet", "Dual Chunk Attention".
 */
export function midSentence(name: string): string {
  const [first = '', second = ''] = name.split(' ');
  const common = /^[A-Z][a-z-]+,?$/.test(first) && !/^[A-Z]/.test(second);
  return common ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
