import type { Tensor } from './tensor';

/** How far a result is from the float64 reference. */
export interface Comparison {
  /** rms(reference - result) / rms(reference); 0 when both are zero everywhere. */
  readonly rms: number;
  /** The largest absolute difference. */
  readonly maxAbs: number;
  readonly count: number;
  readonly pass: boolean;
  /** The first element outside `atol`: its index along every axis, what came out and what should have. */
  readonly firstWrong?: {
    readonly index: readonly number[];
    readonly actual: number;
    readonly expected: number;
  };
}

function indexOf(flat: number, shape: readonly number[]): number[] {
  let rest = flat;
  return shape
    .map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1))
    .map((stride) => {
      const position = Math.floor(rest / stride);
      rest %= stride;
      return position;
    });
}

/** Compares element by element. Equal infinities agree; NaN agrees with NaN only. */
export function compare(
  actual: Tensor,
  reference: Tensor,
  tolerance: { readonly rms: number; readonly atol: number },
): Comparison {
  let squaredError = 0;
  let squaredReference = 0;
  let maxAbs = 0;
  let wrong = -1;
  reference.data.forEach((expected, index) => {
    const value = actual.data[index] ?? Number.NaN;
    const same = Object.is(value, expected) || value === expected;
    const difference = same ? 0 : Math.abs(value - expected);
    const error = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
    if (Number.isFinite(expected)) squaredReference += expected * expected;
    squaredError += error * error;
    if (error > maxAbs) maxAbs = error;
    if (wrong < 0 && error > tolerance.atol) wrong = index;
  });
  const rms =
    squaredError === 0
      ? 0
      : squaredReference === 0
        ? Number.POSITIVE_INFINITY
        : Math.sqrt(squaredError / squaredReference);
  const sameShape = String(actual.shape) === String(reference.shape);
  return {
    rms,
    maxAbs,
    count: reference.data.length,
    pass: sameShape && rms <= tolerance.rms && maxAbs <= tolerance.atol,
    ...(wrong < 0
      ? {}
      : {
          firstWrong: {
            index: indexOf(wrong, reference.shape),
            actual: actual.data[wrong] ?? Number.NaN,
            expected: reference.data[wrong] ?? Number.NaN,
          },
        }),
  };
}
