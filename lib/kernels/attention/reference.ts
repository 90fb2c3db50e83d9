import type { Params } from '../kernel';
import type { Tensor, Tensors } from '../tensor';

/**
 * Softmax attention in float64: o = softmax(scale q k^T) v per query head, head h reading KV head floor(h Hkv / Hq).
 * Causal aligns the last query with the last key; a row without a key gives 0 and lse = -Infinity.
 */
export function reference(params: Params, inputs: Tensors): Record<string, Tensor<Float64Array>> {
  const { q, k, v } = inputs as { q: Tensor; k: Tensor; v: Tensor };
  const [Hq = 0, T = 0, D = 0] = q.shape;
  const [Hkv = 0, S = 0] = k.shape;
  const scale = Number(params.scale);
  const window = Number(params.window);
  const o = new Float64Array(Hq * T * D);
  const lse = new Float64Array(Hq * T);
  for (let h = 0; h < Hq; h += 1) {
    const kv = Math.floor((h * Hkv) / Hq);
    for (let t = 0; t < T; t += 1) {
      const row = h * T + t;
      const end = params.causal ? Math.max(S - T + t + 1, 0) : S;
      const first = window > 0 ? Math.max(end - window, 0) : 0;
      const query = q.data.subarray(row * D, (row + 1) * D);
      const scores: number[] = [];
      for (let s = first; s < end; s += 1) {
        const key = k.data.subarray((kv * S + s) * D, (kv * S + s + 1) * D);
        let dot = 0;
        for (let d = 0; d < D; d += 1) dot += (query[d] ?? 0) * (key[d] ?? 0);
        scores.push(scale * dot);
      }
      const largest = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
      const sum = scores.reduce((total, score) => total + Math.exp(score - largest), 0);
      lse[row] = scores.length === 0 ? Number.NEGATIVE_INFINITY : largest + Math.log(sum);
      scores.forEach((score, index) => {
        const weight = Math.exp(score - largest) / sum;
        const value = (kv * S + first + index) * D;
        for (let d = 0; d < D; d += 1)
          o[row * D + d] = (o[row * D + d] ?? 0) + weight * (v.data[value + d] ?? 0);
      });
    }
  }
  return { o: { shape: [Hq, T, D], data: o }, lse: { shape: [Hq, T], data: lse } };
}
