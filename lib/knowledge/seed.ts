/** 64-bit FNV-1a in base 36: a short name for a text that does not show the text. */
export function fingerprint(text: string): string {
  let value = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i += 1) {
    value = BigInt.asUintN(64, (value ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  }
  return value.toString(36);
}

/**
 * A seed for a generator from text, so that the same name always draws the same numbers: 32-bit FNV-1a, then
 * MurmurHash3's finaliser. FNV alone maps names that differ in one digit to neighbouring seeds, whose first draws
 * go together.
 */
export function seedFrom(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
