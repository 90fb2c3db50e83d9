import { InputError } from '../input-error';
import type { Dims, Kernel, Params, Step } from '../kernel';
import { NEGATIVE_INFINITY_BITS, spread, uniformBlock } from '../uniform';
import flash from './flash.wgsl';
import naive from './naive.wgsl';
import { reference } from './reference';

const LANES = 64;
/** Query rows of one workgroup in flash.wgsl. */
const ROWS = 4;
const MAX_HEAD_DIM = 256;
/** Work of one dispatch: small enough to end well under 200 ms on a slow adapter, where a driver would reset it. */
const FLOPS_PER_DISPATCH = 2e8;

/** Cuts `count` rows into dispatches and gives each its uniform block. */
function steps(
  params: Params,
  { Hq = 0, Hkv = 0, T = 0, S = 0, D = 0 }: Dims,
  count: number,
  flopsPerRow: number,
  dispatches: readonly { entry: string; groups: (rows: number) => number }[],
): Step[] {
  const rowsAtOnce = Math.max(1, Math.floor(FLOPS_PER_DISPATCH / flopsPerRow));
  const result: Step[] = [];
  for (let row0 = 0; row0 < count; row0 += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, count - row0);
    for (const { entry, groups } of dispatches) {
      const grid = spread(groups(rows));
      const uniform = uniformBlock([
        ['u32', Hq],
        ['u32', Hkv],
        ['u32', T],
        ['u32', S],
        ['u32', D],
        ['u32', params.causal ? 1 : 0],
        ['u32', Number(params.window)],
        ['u32', row0],
        ['u32', rows],
        ['u32', grid[0]],
        ['u32', NEGATIVE_INFINITY_BITS],
        ['f32', Number(params.scale)],
      ]);
      result.push({ entry, groups: grid, uniform });
    }
  }
  return result;
}

/** Keys that all queries together see. */
function visiblePairs(params: Params, { T = 0, S = 0 }: Dims): number {
  if (!params.causal) return T * S;
  const window = Number(params.window);
  let pairs = 0;
  for (let t = 0; t < T; t += 1) {
    const end = Math.max(S - T + t + 1, 0);
    pairs += window > 0 ? Math.min(window, end) : end;
  }
  return pairs;
}

/** Softmax attention with grouped heads: multi-head with Hkv = Hq, multi-query with Hkv = 1, grouped between. */
export const attention: Kernel = {
  id: 'attention',
  techniques: ['mha', 'mqa', 'gqa', 'softmax-attention', 'flash-attention', 'layerwise-window'],
  params: {
    causal: { kind: 'boolean' },
    scale: { kind: 'number', default: ({ D = 1 }) => 1 / Math.sqrt(D) },
    window: { kind: 'count', min: 0, default: 0 },
  },
  inputs: { q: ['Hq', 'T', 'D'], k: ['Hkv', 'S', 'D'], v: ['Hkv', 'S', 'D'] },
  outputs: { o: ['Hq', 'T', 'D'], lse: ['Hq', 'T'] },
  fastest: 'flash',
  tolerance: { rms: 2e-5, atol: 1e-4 },
  check(params, { Hq = 0, Hkv = 1, D = 0 }) {
    if (Hq % Hkv !== 0)
      throw new InputError(`attention: input "q" has ${Hq} heads, expected a multiple of the ${Hkv} of "k"`);
    if (D > MAX_HEAD_DIM)
      throw new InputError(`attention: input "q" has head dimension ${D}, expected at most ${MAX_HEAD_DIM}`);
    if (Number(params.window) > 0 && !params.causal) {
      throw new InputError(
        `attention: parameter "window" is ${params.window}, expected 0 when causal is false`,
      );
    }
  },
  variants: {
    naive: {
      source: naive,
      file: 'naive.wgsl',
      plan(params, dims) {
        const { Hq = 0, T = 0, S = 0, D = 0 } = dims;
        return {
          scratch: [Hq * T * S],
          steps: steps(params, dims, Hq * T, 2 * S * D, [
            { entry: 'score', groups: (rows) => Math.ceil((rows * S) / LANES) },
            { entry: 'softmax', groups: (rows) => Math.ceil(rows / LANES) },
            { entry: 'weigh', groups: (rows) => Math.ceil((rows * D) / LANES) },
          ]),
        };
      },
    },
    flash: {
      source: flash,
      file: 'flash.wgsl',
      plan(params, dims) {
        const { Hq = 0, T = 0, S = 0, D = 0 } = dims;
        const tiles = Hq * Math.ceil(T / ROWS);
        return {
          scratch: [],
          steps: steps(params, dims, tiles, ROWS * 4 * S * D, [{ entry: 'attend', groups: (rows) => rows }]),
        };
      },
    },
  },
  reference,
  flops: (params, dims) => 4 * (dims.Hq ?? 0) * (dims.D ?? 0) * visiblePairs(params, dims),
  bytes: (_params, { Hq = 0, Hkv = 0, T = 0, S = 0, D = 0 }) =>
    4 * (2 * Hq * T * D + Hq * T + 2 * Hkv * S * D),
};
