import type { Dims, Kernel, Params } from '../kernel';
import { spread, uniformBlock } from '../uniform';
import fast from './fast.wgsl';
import naive from './naive.wgsl';
import { reference } from './reference';

const LANES = 64;

function block(params: Params, { T = 0, d = 0 }: Dims, groupsX: number): ArrayBuffer {
  return uniformBlock([
    ['u32', T],
    ['u32', d],
    ['u32', groupsX],
    ['u32', params.zero_centered ? 1 : 0],
    ['u32', params.mode === 'layer' ? 1 : 0],
    ['f32', Number(params.eps)],
  ]);
}

/** RMSNorm, its zero-centred form, and LayerNorm without bias: the technique that it replaced. */
export const rmsnorm: Kernel = {
  id: 'rmsnorm',
  techniques: ['rmsnorm', 'layernorm', 'zero-centered-rmsnorm'],
  params: {
    eps: { kind: 'number', min: 0 },
    zero_centered: { kind: 'boolean' },
    mode: { kind: 'choice', choices: ['rms', 'layer'] },
  },
  inputs: { x: ['T', 'd'], weight: ['d'] },
  outputs: { y: ['T', 'd'] },
  fastest: 'fast',
  tolerance: { rms: 1e-5, atol: 1e-4 },
  variants: {
    naive: {
      source: naive,
      file: 'naive.wgsl',
      plan(params, dims) {
        const { T = 0, d = 0 } = dims;
        const step = (entry: string, invocations: number) => {
          const groups = spread(Math.ceil(invocations / LANES));
          return { entry, groups, uniform: block(params, dims, groups[0]) };
        };
        return { scratch: [2 * T], steps: [step('measure', T), step('scale', T * d)] };
      },
    },
    fast: {
      source: fast,
      file: 'fast.wgsl',
      plan(params, dims) {
        const groups = spread(dims.T ?? 0);
        return {
          scratch: [],
          steps: [{ entry: 'normalise', groups, uniform: block(params, dims, groups[0]) }],
        };
      },
    },
  },
  reference,
  flops: (params, { T = 0, d = 0 }) => T * d * (params.mode === 'layer' ? 6 : 4),
  bytes: (_params, { T = 0, d = 0 }) => 4 * (2 * T * d + d),
};
