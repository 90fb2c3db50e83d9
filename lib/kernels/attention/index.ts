import { InputError } from '../input-error';
import type { Dims, Kernel, Params, Step } from '../kernel';
import {
  F32_LARGEST,
  NAN_BITS,
  NEGATIVE_INFINITY_BITS,
  pieces,
  spread,
  type UniformField,
  uniformBlock,
} from '../uniform';
import flash from './flash.wgsl';
import naive from './naive.wgsl';
import { reference } from './reference';

const LANES = 64;
/** Query rows of one workgroup in flash.wgsl, and the widest head that its registers hold. */
const ROWS = 4;
const MAX_D = 256;
/** What a workgroup of it costs a slow adapter whatever it computes: eight barriers and some serial steps. */
const GROUP_OVERHEAD = 20_000;
/** Workgroups that keep a device busy: with fewer tiles of queries, the keys are dealt out to more of them. */
const BUSY = 64;
const FEWEST_KEYS_PER_SPLIT = 256;

interface Dispatch {
  readonly entry: string;
  readonly groups: (rows: number) => number;
  readonly extra?: readonly UniformField[];
}

/** Cuts `count` rows into dispatches of about `work` operations and gives each its uniform block. */
function steps(
  params: Params,
  { Hq = 0, Hkv = 0, T = 0, S = 0, D = 0 }: Dims,
  work: number,
  [count, cost]: readonly [number, number],
  dispatches: readonly Dispatch[],
): Step[] {
  return pieces(count, cost, work).flatMap(({ start, size }) =>
    dispatches.map(({ entry, groups, extra = [] }): Step => {
      const grid = spread(groups(size));
      const uniform = uniformBlock([
        ['Hq', 'u32', Hq],
        ['Hkv', 'u32', Hkv],
        ['T', 'u32', T],
        ['S', 'u32', S],
        ['D', 'u32', D],
        ['causal', 'u32', params.causal ? 1 : 0],
        // More than all keys is all keys, and fits the field.
        ['window', 'u32', Math.min(Number(params.window), S)],
        ['row0', 'u32', start],
        ['rows', 'u32', size],
        ['groups_x', 'u32', grid[0]],
        ['negative_infinity', 'u32', NEGATIVE_INFINITY_BITS],
        ['not_a_number', 'u32', NAN_BITS],
        ['attention: parameter "scale"', 'f32', Number(params.scale)],
        ...extra,
      ]);
      return { entry, groups: grid, uniform, work: size * cost };
    }),
  );
}

/** Into how many pieces the keys are cut, and how many keys a piece has: a multiple of a tile. */
function splitKeys({ Hq = 0, T = 0, S = 0 }: Dims): { splits: number; keys: number } {
  const tiles = Hq * Math.ceil(T / ROWS);
  const wanted = Math.ceil(BUSY / tiles);
  const keys = Math.max(FEWEST_KEYS_PER_SPLIT, Math.ceil(S / wanted / LANES) * LANES);
  const splits = Math.ceil(S / keys);
  return splits > 1 ? { splits, keys } : { splits: 1, keys: S };
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
    scale: {
      kind: 'number',
      min: -F32_LARGEST,
      max: F32_LARGEST,
      default: { formula: '1 / sqrt(D)', of: ({ D = 1 }) => 1 / Math.sqrt(D) },
    },
    window: { kind: 'count', min: 0, default: 0 },
  },
  inputs: { q: ['Hq', 'T', 'D'], k: ['Hkv', 'S', 'D'], v: ['Hkv', 'S', 'D'] },
  outputs: { o: ['Hq', 'T', 'D'], lse: ['Hq', 'T'] },
  tolerance: { rms: 2e-5, atol: 1e-4 },
  check(params, { Hq = 0, Hkv = 1 }) {
    if (Hq % Hkv !== 0)
      throw new InputError(`attention: input "q" has ${Hq} heads, expected a multiple of the ${Hkv} of "k"`);
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
      plan(params, dims, work) {
        const { Hq = 0, T = 0, S = 0, D = 0 } = dims;
        return {
          scratch: [Hq * T * S],
          steps: steps(
            params,
            dims,
            work,
            [Hq * T, 2 * S * D],
            [
              { entry: 'score', groups: (rows) => Math.ceil((rows * S) / LANES) },
              { entry: 'softmax', groups: (rows) => Math.ceil(rows / LANES) },
              { entry: 'weigh', groups: (rows) => Math.ceil((rows * D) / LANES) },
            ],
          ),
        };
      },
    },
    flash: {
      source: flash,
      file: 'flash.wgsl',
      limits: { D: MAX_D },
      plan(params, dims, work) {
        const { Hq = 0, T = 0, D = 0 } = dims;
        const { splits, keys } = splitKeys(dims);
        const extra: UniformField[] = [
          ['splits', 'u32', splits],
          ['keys_per_split', 'u32', keys],
        ];
        const tiles = Hq * Math.ceil(T / ROWS) * splits;
        const attend: Dispatch = { entry: 'attend', groups: (rows) => rows, extra };
        const merge: Dispatch = { entry: 'merge', groups: (rows) => Math.ceil((rows * D) / LANES), extra };
        return {
          scratch: [splits > 1 ? Hq * T * splits * (D + 2) : 1],
          steps: [
            ...steps(params, dims, work, [tiles, ROWS * 4 * keys * D + GROUP_OVERHEAD], [attend]),
            ...(splits > 1 ? steps(params, dims, work, [Hq * T, splits * D * 4], [merge]) : []),
          ],
        };
      },
    },
  },
  reference,
  flops: (params, dims) => 4 * (dims.Hq ?? 0) * (dims.D ?? 0) * visiblePairs(params, dims),
  bytes: (_params, { Hq = 0, Hkv = 0, T = 0, S = 0, D = 0 }) =>
    4 * (2 * Hq * T * D + Hq * T + 2 * Hkv * S * D),
};
