/** 32-bit FNV-1a: a seed for a generator from text, so that the same name always draws the same numbers. */
export function seedFrom(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value | 0;
}
