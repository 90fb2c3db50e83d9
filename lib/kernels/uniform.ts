/**
 * Packs a uniform block: every field takes four bytes, in the order of the WGSL struct, which therefore uses u32, i32
 * and f32 only. Padded to a multiple of 16 bytes as uniform buffers ask.
 */
export function uniformBlock(fields: readonly (readonly ['u32' | 'f32', number])[]): ArrayBuffer {
  const buffer = new ArrayBuffer(Math.ceil((fields.length * 4) / 16) * 16);
  const view = new DataView(buffer);
  fields.forEach(([type, value], index) => {
    if (type === 'u32') view.setUint32(index * 4, value, true);
    else view.setFloat32(index * 4, value, true);
  });
  return buffer;
}

/** The bits of -Infinity: WGSL has no literal for it, and constant expressions may not produce it. */
export const NEGATIVE_INFINITY_BITS = 0xff800000;

const MAX_GROUPS_PER_AXIS = 65_535;

/** Workgroups in two axes, for more than 65,535 of them; the shader puts them back as `y * groups_x + x`. */
export function spread(groups: number): readonly [number, number] {
  const x = Math.min(groups, MAX_GROUPS_PER_AXIS);
  return [x, Math.ceil(groups / x)];
}
