import { InputError, shown } from './input-error';

/** A dense tensor, row-major. On the CPU path `data` is float64, on its way to and from a device float32. */
export interface Tensor<Data extends Float32Array | Float64Array = Float32Array | Float64Array> {
  readonly shape: readonly number[];
  readonly data: Data;
}

export type Tensors = Readonly<Record<string, Tensor>>;

/** JSON has no NaN and no infinities: they travel as strings. */
export interface TensorJson {
  readonly shape: readonly number[];
  readonly data: readonly (number | string)[];
}

export const elementCount = (shape: readonly number[]): number =>
  shape.reduce((product, size) => product * size, 1);

const SPECIAL = new Map<unknown, number>([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);
const FIELDS = ['shape', 'data', 'dtype'];

/**
 * Reads a tensor from JSON into float32 values.
 * @throws InputError naming the tensor and what is wrong with it.
 */
export function tensorFromJson(name: string, json: unknown): Tensor<Float32Array> {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) {
    throw new InputError(`${name}: expected {"shape", "data"}, given ${shown(json)}`);
  }
  const unknown = Object.keys(json).find((field) => !FIELDS.includes(field));
  if (unknown !== undefined) {
    throw new InputError(`${name}: unknown field ${shown(unknown)}, known: ${FIELDS.join(', ')}`);
  }
  const { shape, data, dtype = 'f32' } = json as { shape?: unknown; data?: unknown; dtype?: unknown };
  if (dtype !== 'f32') throw new InputError(`${name}: dtype is ${shown(dtype)}, expected "f32"`);
  if (!Array.isArray(shape) || !shape.every((size) => Number.isSafeInteger(size) && size > 0)) {
    throw new InputError(`${name}: shape must be a list of positive whole numbers, given ${shown(shape)}`);
  }
  if (!Array.isArray(data))
    throw new InputError(`${name}: data must be a list of numbers, given ${shown(data)}`);
  const expected = elementCount(shape);
  if (data.length !== expected) {
    throw new InputError(`${name}: shape [${shape}] needs ${expected} values, given ${data.length}`);
  }
  const values = new Float32Array(expected);
  data.forEach((value: unknown, index) => {
    const number = SPECIAL.get(value) ?? value;
    if (typeof number !== 'number') {
      throw new InputError(
        `${name}: value ${index} is ${shown(value)}, expected a number, "NaN", "Infinity" or "-Infinity"`,
      );
    }
    values[index] = number;
    // Infinity is a statement of its own, never what became of a number that was too large.
    if (typeof value === 'number' && !Number.isFinite(values[index])) {
      throw new InputError(`${name}: value ${index} is ${shown(value)}, more than a float32 holds (3.40e38)`);
    }
  });
  return { shape, data: values };
}

export function tensorToJson({ shape, data }: Tensor): TensorJson {
  return {
    shape: [...shape],
    data: Array.from(data, (value) => (Number.isFinite(value) ? value : String(value))),
  };
}
