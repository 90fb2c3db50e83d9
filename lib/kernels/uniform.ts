import { InputError } from './input-error';

/** A field of a uniform block: its name for messages, its WGSL type, its value. */
export type UniformField = readonly [name: string, type: 'u32' | 'f32', value: number];

const U32_LIMIT = 2 ** 32;
/** The smallest normal float32: devices may flush what is smaller to zero. */
const F32_SMALLEST = 2 ** -126;
export const F32_LARGEST = 3.4028234663852886e38;

function checked([name, type, value]: UniformField): number {
  if (type === 'u32') {
    if (Number.isInteger(value) && value >= 0 && value < U32_LIMIT) return value;
    throw new InputError(`${name} is ${value}, expected a whole number below 2^32`);
  }
  const size = Math.abs(value);
  if (size === 0 || (size >= F32_SMALLEST && size <= F32_LARGEST)) return value;
  throw new InputError(
    `${name} is ${value}, which a float32 of a GPU does not hold (1.18e-38 to 3.40e38, or 0)`,
  );
}

/**
 * Packs a uniform block: every field takes four bytes, in the order of the WGSL struct, which therefore uses u32 and
 * f32 only. Padded to a multiple of 16 bytes as uniform buffers ask.
 * @throws InputError for a value that its type does not hold: wrapped or flushed, it would be another number.
 */
export function uniformBlock(fields: readonly UniformField[]): ArrayBuffer {
  const buffer = new ArrayBuffer(Math.ceil((fields.length * 4) / 16) * 16);
  const view = new DataView(buffer);
  fields.forEach((field, index) => {
    const value = checked(field);
    if (field[1] === 'u32') view.setUint32(index * 4, value, true);
    else view.setFloat32(index * 4, value, true);
  });
  return buffer;
}

/** Bits of values that WGSL has no literals for and that its constant expressions may not produce. */
export const NEGATIVE_INFINITY_BITS = 0xff800000;
export const NAN_BITS = 0x7fc00000;

const MAX_GROUPS_PER_AXIS = 65_535;

/** Workgroups in two axes, for more than 65,535 of them; the shader puts them back as `y * groups_x + x`. */
export function spread(groups: number): readonly [number, number] {
  const x = Math.min(groups, MAX_GROUPS_PER_AXIS);
  return [x, Math.ceil(groups / x)];
}

/** Consecutive pieces of `count`, each of at most about `work` operations when one costs `cost`. */
export function pieces(count: number, cost: number, work: number): { start: number; size: number }[] {
  const size = Math.max(1, Math.floor(work / cost));
  return Array.from({ length: Math.ceil(count / size) }, (_, index) => ({
    start: index * size,
    size: Math.min(size, count - index * size),
  }));
}
