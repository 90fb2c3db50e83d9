import type { Params } from '../kernel';
import type { Tensor, Tensors } from '../tensor';

/** y = (x - m) / sqrt(mean((x - m)^2) + eps) * w, with m = 0 for RMSNorm; zero-centred scales by 1 + w. float64. */
export function reference(params: Params, inputs: Tensors): Record<string, Tensor<Float64Array>> {
  const { x, weight } = inputs as { x: Tensor; weight: Tensor };
  const [T = 0, d = 0] = x.shape;
  const eps = Number(params.eps);
  const offset = params.zero_centered ? 1 : 0;
  const y = new Float64Array(T * d);
  for (let t = 0; t < T; t += 1) {
    const row = x.data.subarray(t * d, (t + 1) * d);
    let sum = 0;
    for (const value of row) sum += value;
    const mean = params.mode === 'layer' ? sum / d : 0;
    let squares = 0;
    for (const value of row) squares += (value - mean) ** 2;
    const inverse = 1 / Math.sqrt(squares / d + eps);
    row.forEach((value, i) => {
      y[t * d + i] = (value - mean) * inverse * ((weight.data[i] ?? 0) + offset);
    });
  }
  return { y: { shape: x.shape, data: y } };
}
