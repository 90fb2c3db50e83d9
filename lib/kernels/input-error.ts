/** Input that a kernel cannot take, in one line that names the tensor or parameter. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

const LONGEST = 80;

/** A value as a message repeats it: JSON where there is one, cut where it is long. */
export function shown(value: unknown): string {
  const text =
    typeof value === 'number' || value === undefined
      ? String(value)
      : (JSON.stringify(value) ?? String(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
