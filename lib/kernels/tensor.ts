import { InputError } from './input-error';

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

const SPECIAL: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

/**
 * Reads a tensor from JSON into float32 values.
 * @throws InputError naming the tensor and what is wrong with it.
 */
export function tensorFromJson(name: string, json: unknown): Tensor<Float32Array> {
  if (json === null || typeof json !== 'object') throw new InputError(`${name}: expected {"shape", "data"}`);
  const { shape, data } = json as { shape?: unknown; data?: unknown };
  if (!Array.isArray(shape) || !shape.every((size) => Number.isInteger(size) && size > 0)) {
    throw new InputError(
      `${name}: shape must be a list of positive whole numbers, given ${JSON.stringify(shape)}`,
    );
  }
  if (!Array.isArray(data)) throw new InputError(`${name}: data must be a list of numbers`);
  const expected = elementCount(shape);
  if (data.length !== expected) {
    throw new InputError(`${name}: shape [${shape}] needs ${expected} values, given ${data.length}`);
  }
  const values = new Float32Array(expected);
  data.forEach((value: unknown, index) => {
    const number = typeof value === 'string' ? SPECIAL[value] : value;
    if (typeof number !== 'number') {
      throw new InputError(
        `${name}: value ${index} is ${JSON.stringify(value)}, expected a number, "NaN", "Infinity" or "-Infinity"`,
      );
    }
    values[index] = number;
  });
  return { shape, data: values };
}

export function tensorToJson({ shape, data }: Tensor): TensorJson {
  return {
    shape: [...shape],
    data: Array.from(data, (value) => (Number.isFinite(value) ? value : String(value))),
  };
}
