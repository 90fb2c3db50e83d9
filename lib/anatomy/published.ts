/** The value of the last printed digit: 1e7 for 7.62e9 (printed "7.62B"), 1e9 for 72e9. */
function lastDigit(published: number): number {
  const [mantissa = '0', exponent = '0'] = published.toExponential().split('e');
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  return 10 ** (Number(exponent) - decimals);
}

/**
 * Whether a computed total stands for the published one: within 1% or half its last digit, whichever is larger, or cut
 * off at that digit instead of rounded (Qwen2-0.5B: 0.358B without embeddings is printed as 0.35B).
 */
export function agreesWithPublished(computed: number, published: number): boolean {
  const digit = lastDigit(published);
  const allowed = Math.max(0.01 * published, 0.5 * digit) * (1 + 1e-9);
  const difference = computed - published;
  return Math.abs(difference) <= allowed || (difference > 0 && difference < digit);
}
