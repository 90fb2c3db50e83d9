import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Dims, Kernel } from './kernel';
import { elementCount, type Tensor } from './tensor';

/** Normally distributed inputs for given sizes: the same seed gives the same tensors everywhere. */
export function randomInputs(
  kernel: Kernel,
  dims: Dims,
  seed: number,
  spread = 1,
): Record<string, Tensor<Float32Array>> {
  const generator = xoroshiro128plus(seed);
  // Box-Muller; 1 - u keeps the logarithm finite.
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - uniformFloat64(generator))) *
    Math.cos(2 * Math.PI * uniformFloat64(generator));
  return Object.fromEntries(
    Object.entries(kernel.inputs).map(([name, symbols]) => {
      const shape = symbols.map((symbol) => dims[symbol] ?? 1);
      return [
        name,
        { shape, data: Float32Array.from({ length: elementCount(shape) }, () => spread * normal()) },
      ];
    }),
  );
}
