import type { Dims, Params } from '@/lib/kernels/kernel';

interface Preset {
  readonly name: string;
  readonly params: Params;
  readonly dims: Dims;
}

/** Sizes of real models, short enough that the float64 reference answers at once. */
export const PRESETS: Readonly<Record<string, readonly Preset[]>> = {
  attention: [
    {
      name: 'Qwen2.5-7B · 28/4 × 128, T 64',
      params: { causal: true },
      dims: { Hq: 28, Hkv: 4, T: 64, S: 64, D: 128 },
    },
    {
      name: 'Qwen-7B · 32/32 × 128, T 64',
      params: { causal: true },
      dims: { Hq: 32, Hkv: 32, T: 64, S: 64, D: 128 },
    },
    {
      name: 'Qwen3-8B · 32/8 × 128, decode at 512',
      params: { causal: true },
      dims: { Hq: 32, Hkv: 8, T: 1, S: 512, D: 128 },
    },
  ],
  rmsnorm: [
    {
      name: 'Qwen2.5-7B · 64 × 3,584',
      params: { eps: 1e-6, zero_centered: false, mode: 'rms' },
      dims: { T: 64, d: 3584 },
    },
    {
      name: 'Qwen3-Next · 1 + w, 64 × 2,048',
      params: { eps: 1e-6, zero_centered: true, mode: 'rms' },
      dims: { T: 64, d: 2048 },
    },
    {
      name: 'LayerNorm · 64 × 3,584',
      params: { eps: 1e-5, zero_centered: false, mode: 'layer' },
      dims: { T: 64, d: 3584 },
    },
  ],
};
