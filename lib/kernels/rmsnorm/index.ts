import type { Dims, Kernel, Params } from '../kernel';
import { NAN_BITS, pieces, spread, type UniformField, uniformBlock } from '../uniform';
import fast from './fast.wgsl';
import naive from './naive.wgsl';
import { reference } from './reference';

const LANES = 64;
/** A workgroup with barriers costs a slow adapter about as much as this many operations, however short its rows are. */
const GROUP_OVERHEAD = 6_000;

const mode = (params: Params): UniformField[] => [
  ['zero_centered', 'u32', params.zero_centered ? 1 : 0],
  ['layer', 'u32', params.mode === 'layer' ? 1 : 0],
  ['not_a_number', 'u32', NAN_BITS],
  // Its root: eps itself may be smaller than a float32 holds.
  ['eps', 'f32', Math.sqrt(Number(params.eps))],
];

/** Lanes that share a row: each has some elements to walk over, and short rows leave room for more rows. */
function lanesPerRow(d: number): number {
  return Math.min(LANES, 2 ** Math.max(0, Math.floor(Math.log2(d / 4))));
}

/** Operations per element: a norm of the row, and the passes for a mean. */
const perElement = (params: Params) => (params.mode === 'layer' ? 12 : 8);

function rows({ T = 0, d = 0 }: Dims, start: number, size: number): UniformField[] {
  return [
    ['T', 'u32', T],
    ['d', 'u32', d],
    ['row0', 'u32', start],
    ['rows', 'u32', size],
  ];
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
  tolerance: { rms: 1e-5, atol: 1e-4 },
  variants: {
    naive: {
      source: naive,
      file: 'naive.wgsl',
      plan(params, dims, work) {
        const { T = 0, d = 0 } = dims;
        const cost = perElement(params) * d;
        const steps = pieces(T, cost, work).flatMap(({ start, size }) =>
          (
            [
              ['measure', size],
              ['scale', size * d],
            ] as const
          ).map(([entry, invocations]) => {
            const groups = spread(Math.ceil(invocations / LANES));
            const uniform = uniformBlock([
              ...rows(dims, start, size),
              ['groups_x', 'u32', groups[0]],
              ...mode(params),
            ]);
            return { entry, groups, uniform, work: (size * cost) / 2 };
          }),
        );
        return { scratch: [4 * T], steps };
      },
    },
    fast: {
      source: fast,
      file: 'fast.wgsl',
      plan(params, dims, work) {
        const { T = 0, d = 0 } = dims;
        const lanes = lanesPerRow(d);
        const together = LANES / lanes;
        const cost = perElement(params) * d * together + GROUP_OVERHEAD;
        const steps = pieces(Math.ceil(T / together), cost, work).map(({ start, size }) => {
          const groups = spread(size);
          const first = start * together;
          const uniform = uniformBlock([
            ...rows(dims, first, Math.min(size * together, T - first)),
            ['groups_x', 'u32', groups[0]],
            ['lanes', 'u32', lanes],
            ...mode(params),
          ]);
          return { entry: 'normalise', groups, uniform, work: size * cost };
        });
        return { scratch: [], steps };
      },
    },
  },
  reference,
  flops: (params, { T = 0, d = 0 }) => T * d * (params.mode === 'layer' ? 6 : 4),
  bytes: (_params, { T = 0, d = 0 }) => 4 * (2 * T * d + d),
};
