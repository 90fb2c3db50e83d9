import { afterAll, describe, expect, it } from 'vitest';
import type { Device } from '@/lib/gpu/device';
import { DeviceLostError, KernelRunner } from '@/lib/gpu/run';
import { GpuSession } from '@/lib/gpu/session';
import { compare } from '@/lib/kernels/compare';
import { checkCall } from '@/lib/kernels/contract';
import type { Dims, Kernel, Params, Plan } from '@/lib/kernels/kernel';
import { randomInputs } from '@/lib/kernels/random-inputs';
import { kernelById } from '@/lib/kernels/registry';
import type { Tensor } from '@/lib/kernels/tensor';
import { anotherDevice, device, NO_ADAPTER } from './adapter';

const runner = device && new KernelRunner(device);
afterAll(() => device?.device.destroy());

interface Shape {
  name: string;
  dims: Dims;
  params: Record<string, number | boolean | string>;
  /** Standard deviation of the random inputs, and what is added to them. */
  spread?: number;
  offset?: number;
  /** Single values that are put in their place: input, index, value. */
  put?: [string, number, number][];
  /** Operations of one dispatch: small to cut the work into many, large to leave it whole. */
  work?: number;
}

const rms = { eps: 1e-6, zero_centered: false, mode: 'rms' };
const layer = { ...rms, mode: 'layer' };
const attend = (
  Hq: number,
  Hkv: number,
  T: number,
  S: number,
  D: number,
  rest: object = {},
): Omit<Shape, 'name'> => ({
  dims: { Hq, Hkv, T, S, D },
  params: { causal: true, ...rest },
});
const WHOLE = 1e15;

// Sizes at and around tile edges, odd widths, every grouping: where kernels broke elsewhere (kernels.md 2).
const MATRIX: Record<string, Shape[]> = {
  rmsnorm: [
    ...[1, 3, 7, 8, 60, 63, 64, 65, 100, 130, 256, 257, 4096].map((d) => ({
      name: `d ${d}`,
      dims: { T: 3, d },
      params: rms,
    })),
    ...[1, 5, 64, 257].map((d) => ({ name: `layer norm, d ${d}`, dims: { T: 70, d }, params: layer })),
    { name: 'layer norm of large values', dims: { T: 5, d: 130 }, params: layer, spread: 1e4 },
    { name: 'layer norm far off zero', dims: { T: 3, d: 4096 }, params: layer, offset: 1000 },
    {
      name: 'layer norm of a constant row',
      dims: { T: 3, d: 100 },
      params: layer,
      spread: 0,
      offset: 1.2345,
    },
    { name: 'zero-centred layer norm', dims: { T: 3, d: 65 }, params: { ...layer, zero_centered: true } },
    { name: 'zero-centred', dims: { T: 2, d: 65 }, params: { ...rms, zero_centered: true } },
    { name: 'values whose squares overflow', dims: { T: 2, d: 100 }, params: rms, spread: 1e30 },
    {
      name: 'values whose squares vanish',
      dims: { T: 2, d: 100 },
      params: { ...rms, eps: 0 },
      spread: 1e-30,
    },
    { name: 'an eps that no float32 holds', dims: { T: 2, d: 9 }, params: { ...rms, eps: 1e-50 } },
    { name: 'an eps larger than every value', dims: { T: 2, d: 9 }, params: { ...rms, eps: 1e30 } },
    { name: 'zeros', dims: { T: 2, d: 9 }, params: rms, spread: 0 },
    { name: 'a NaN in one row', dims: { T: 3, d: 9 }, params: rms, put: [['x', 12, Number.NaN]] },
    {
      name: 'an infinity in one row',
      dims: { T: 3, d: 9 },
      params: rms,
      put: [['x', 12, Number.POSITIVE_INFINITY]],
    },
    { name: 'a long row', dims: { T: 2, d: 300_000 }, params: rms },
    { name: 'many dispatches', dims: { T: 130, d: 33 }, params: layer, work: 1 },
    {
      name: 'more elements than one axis has workgroups',
      dims: { T: 65_537, d: 65 },
      params: rms,
      work: WHOLE,
    },
  ],
  attention: [
    ...[1, 3, 63, 64, 65, 130].map((T) => ({ name: `T ${T}`, ...attend(2, 2, T, T, 64) })),
    ...[1, 60, 100, 128, 256].map((D) => ({ name: `D ${D}`, ...attend(2, 1, 9, 70, D) })),
    ...[1, 4, 8].map((G) => ({ name: `${G} query heads per KV head`, ...attend(8, 8 / G, 5, 66, 32) })),
    { name: 'decode over a past', ...attend(4, 2, 1, 257, 64) },
    { name: 'decode over a past dealt out to many workgroups', ...attend(4, 2, 1, 3_000, 64) },
    { name: 'the same within a window', ...attend(4, 2, 3, 3_000, 16, { window: 700 }) },
    { name: 'window across tiles', ...attend(2, 1, 130, 130, 32, { window: 70 }) },
    { name: 'a window of more than 2^32', ...attend(1, 1, 3, 3, 8, { window: 2 ** 32 + 1 }) },
    { name: 'rows that see no key', ...attend(2, 1, 70, 5, 16) },
    { name: 'without a mask', ...attend(2, 1, 7, 65, 16, { causal: false }) },
    { name: 'a negative scale', ...attend(2, 1, 7, 65, 16, { scale: -0.7 }) },
    { name: 'a scale of zero', ...attend(2, 1, 7, 65, 16, { scale: 0 }) },
    { name: 'logits up to 1e4', ...attend(2, 1, 6, 70, 64), spread: 35 },
    {
      name: 'logits far below any mask',
      ...attend(1, 1, 3, 3, 1, { causal: false, scale: -1e31 }),
      spread: 0,
      offset: 1,
    },
    { name: 'all logits equal', ...attend(2, 1, 6, 70, 16), spread: 0 },
    { name: 'a NaN that no query sees', ...attend(1, 1, 3, 3, 1), put: [['v', 2, Number.NaN]] },
    {
      name: 'an infinity outside the window',
      ...attend(1, 1, 3, 3, 1, { window: 1 }),
      put: [['v', 0, 1 / 0]],
    },
    { name: 'a NaN query', ...attend(1, 1, 3, 3, 1), put: [['q', 1, Number.NaN]] },
    { name: 'an infinite key', ...attend(2, 1, 5, 5, 4), put: [['k', 9, 1 / 0]] },
    { name: 'a NaN key', ...attend(2, 1, 5, 5, 4), put: [['k', 9, Number.NaN]] },
    { name: 'many dispatches', ...attend(4, 2, 70, 130, 20), work: 1 },
    { name: 'many dispatches over a long past', ...attend(2, 1, 3, 2_000, 16), work: 1 },
    { name: 'more heads than one axis has workgroups', ...attend(66_000, 66_000, 1, 1, 1), work: WHOLE },
  ],
};

/** A kernel whose dispatches are cut to a size of the test's choice. */
function cutTo(kernel: Kernel, work: number | undefined): Kernel {
  if (work === undefined) return kernel;
  const variants = Object.fromEntries(
    Object.entries(kernel.variants).map(([name, variant]) => [
      name,
      { ...variant, plan: (params: Params, dims: Dims) => variant.plan(params, dims, work) },
    ]),
  );
  return { ...kernel, variants };
}

function inputsOf(kernel: Kernel, { dims, spread, offset = 0, put = [] }: Shape) {
  const inputs = randomInputs(kernel, dims, 7, spread);
  if (offset !== 0)
    for (const { data } of Object.values(inputs))
      for (const i of data.keys()) data[i] = (data[i] ?? 0) + offset;
  for (const [name, index, value] of put) {
    const data = inputs[name]?.data;
    if (!data) throw new Error(`no input ${name}`);
    data[index] = value;
  }
  return inputs;
}

async function difference(kernel: Kernel, variant: string, shape: Shape, source?: string) {
  if (!runner) throw new Error(NO_ADAPTER);
  const inputs = inputsOf(kernel, shape);
  const { params, dims } = checkCall(kernel, shape.params, inputs);
  const { outputs } = await runner.run(cutTo(kernel, shape.work), variant, params, inputs, dims, { source });
  const reference = kernel.reference(params, inputs, dims);
  // Large logits carry large lse: the absolute bound grows with the values, the relative one stays.
  const scale = (tensor: Tensor) => {
    let top = 1;
    for (const value of tensor.data) if (Number.isFinite(value)) top = Math.max(top, Math.abs(value));
    return top;
  };
  return Object.entries(reference).map(([name, expected]) => {
    const actual = outputs[name];
    if (!actual) throw new Error(`no output ${name}`);
    return compare(actual, expected, {
      rms: kernel.tolerance.rms,
      atol: kernel.tolerance.atol * scale(expected),
    });
  });
}

for (const [id, shapes] of Object.entries(MATRIX)) {
  const kernel = kernelById(id);
  for (const variant of Object.keys(kernel.variants)) {
    describe(`${id}, ${variant}, against float64`, () => {
      for (const shape of shapes) {
        it(shape.name, async ({ skip }) => {
          if (!runner) return skip(NO_ADAPTER);
          for (const result of await difference(kernel, variant, shape))
            expect(
              result,
              `${shape.name}: ${result.firstWrong?.actual} for ${result.firstWrong?.expected}`,
            ).toMatchObject({ pass: true });
        }, 60_000);
      }
    });
  }
}

it('rmsnorm, fast: more rows than one axis has workgroups', async ({ skip }) => {
  if (!runner) return skip(NO_ADAPTER);
  const shape = { name: '', dims: { T: 64 * 65_536 + 1, d: 1 }, params: rms, work: WHOLE };
  for (const result of await difference(kernelById('rmsnorm'), 'fast', shape))
    expect(result).toMatchObject({ pass: true });
}, 60_000);

// A test that cannot fail proves nothing: each of these edits must be caught.
const norm = (dims: Dims, params: Shape['params'], rest: Partial<Shape> = {}): Shape => ({
  name: '',
  dims,
  params,
  ...rest,
});
const heads = (...call: Parameters<typeof attend>): Shape => ({ name: '', ...attend(...call) });
const cut = (shape: Shape): Shape => ({ ...shape, work: 1 });
const whole = (shape: Shape): Shape => ({ ...shape, work: WHOLE });
const manyRows = norm({ T: 65_537, d: 65 }, rms, { work: WHOLE });
const manyHeads = whole(heads(66_000, 66_000, 1, 1, 1));
const MUTATIONS: [string, string, string, string, Shape][] = [
  ['rmsnorm', 'naive', 'squares / f32(p.d)', 'squares / f32(p.d + 1u)', norm({ T: 2, d: 64 }, rms)],
  ['rmsnorm', 'naive', 'p.row0 + invocation', 'invocation', cut(norm({ T: 9, d: 64 }, rms))],
  ['rmsnorm', 'naive', 'p.row0 * p.d + invocation', 'invocation', cut(norm({ T: 9, d: 64 }, rms))],
  ['rmsnorm', 'naive', '(group.y * p.groups_x + group.x)', 'group.x', manyRows],
  ['rmsnorm', 'naive', '- mean.y', '', norm({ T: 2, d: 4096 }, layer, { offset: 1000 })],
  ['rmsnorm', 'naive', 'value / by', 'value', norm({ T: 2, d: 100 }, rms, { spread: 1e30 })],
  [
    'rmsnorm',
    'naive',
    '+ f32(p.zero_centered)',
    '',
    norm({ T: 2, d: 64 }, { ...layer, zero_centered: true }),
  ],
  ['rmsnorm', 'naive', '+ root * root', '', norm({ T: 2, d: 64 }, { ...rms, eps: 0.5 })],
  [
    'rmsnorm',
    'fast',
    'i += p.lanes) {\n    let r',
    'i += 2u * p.lanes) {\n    let r',
    norm({ T: 2, d: 130 }, rms),
  ],
  ['rmsnorm', 'fast', '+ f32(p.zero_centered)', '', norm({ T: 2, d: 64 }, { ...layer, zero_centered: true })],
  ['rmsnorm', 'fast', '(p.row0 + index)', 'index', cut(norm({ T: 9, d: 64 }, rms))],
  ['rmsnorm', 'fast', '+ lane / p.lanes', '', norm({ T: 9, d: 8 }, rms)],
  ['rmsnorm', 'fast', '- rest', '', norm({ T: 2, d: 4096 }, layer, { offset: 1000 })],
  ['rmsnorm', 'fast', 'max(by, abs(', 'min(by, abs(', norm({ T: 2, d: 64 }, rms, { spread: 1e30 })],
  ['rmsnorm', 'fast', 'index < p.rows', 'index <= p.rows', cut(norm({ T: 2, d: 8 }, { ...rms, eps: 0 }))],
  ['attention', 'naive', 'dot * p.scale', 'dot', heads(2, 1, 9, 9, 64)],
  ['attention', 'naive', '- largest)', '+ largest)', heads(2, 1, 9, 9, 64)],
  ['attention', 'naive', 'p.row0 + i / p.S', 'i / p.S', cut(heads(2, 1, 9, 9, 16))],
  ['attention', 'naive', 'p.row0 + i;', 'i;', cut(heads(2, 1, 9, 9, 16))],
  ['attention', 'naive', 'p.row0 + i / p.D', 'i / p.D', cut(heads(2, 1, 9, 9, 16))],
  [
    'attention',
    'naive',
    '(group.y * p.groups_x + group.x)',
    'group.x',
    whole(heads(66_000, 66_000, 1, 64, 1)),
  ],
  ['attention', 'flash', 'rescale = exp(largest - top);', 'rescale = vec4f(1.0);', heads(2, 1, 9, 130, 64)],
  ['attention', 'flash', 'head / (p.Hq / p.Hkv)', '0u', heads(4, 2, 9, 9, 64)],
  [
    'attention',
    'flash',
    'let seen = (vec4u(s) >= first) & (vec4u(s) < end)',
    'let seen = (vec4u(s) >= first) & (vec4u(s) <= end)',
    heads(2, 1, 9, 9, 64),
  ],
  ['attention', 'flash', 'max(top, weights[j])', 'top', { ...heads(2, 1, 6, 70, 64), spread: 35 }],
  [
    'attention',
    'flash',
    '-3.4028234e38',
    '-1e5',
    { ...heads(1, 1, 3, 3, 1, { causal: false, scale: -1e31 }), spread: 0, offset: 1 },
  ],
  ['attention', 'flash', '(p.row0 + index) / p.splits', 'index / p.splits', cut(heads(2, 1, 9, 9, 16))],
  ['attention', 'flash', '(p.row0 + index) % p.splits', '0u', heads(2, 1, 3, 2_000, 16)],
  ['attention', 'flash', 'exp(partials[part + p.D] - top)', '1.0', heads(2, 1, 3, 2_000, 16)],
  ['attention', 'flash', 'let row = p.row0 + i / p.D', 'let row = i / p.D', cut(heads(2, 1, 3, 2_000, 16))],
  ['attention', 'flash', 'group.y * p.groups_x + group.x;', 'group.x;', manyHeads],
  [
    'attention',
    'flash',
    ', sees);\n      }',
    ', vec4<bool>(true));\n      }',
    { ...heads(1, 1, 3, 3, 1), put: [['v', 2, Number.NaN]] },
  ],
];

describe('a kernel with a mistake in it', () => {
  it.each(MUTATIONS)(
    '%s, %s: %s',
    async (id, variant, before, after, shape) => {
      if (!runner) throw new Error(NO_ADAPTER);
      const kernel = kernelById(id);
      const source = kernel.variants[variant]?.source ?? '';
      expect(source).toContain(before);
      const results = await difference(kernel, variant, shape, source.replaceAll(before, after));
      expect(results.some(({ pass }) => !pass)).toBe(true);
    },
    60_000,
  );
});

describe('the reference', () => {
  // The truth itself: a mistake in it would be a mistake in every comparison above.
  it('does what its formula says, by hand', () => {
    const kernel = kernelById('attention');
    const one = (values: number[]) => ({ shape: [1, values.length, 1], data: Float32Array.from(values) });
    const inputs = { q: one([1, 1]), k: one([0, Math.log(3)]), v: one([10, 20]) };
    const { params, dims } = checkCall(kernel, { causal: true, scale: -1 }, inputs);
    // Scores 0 and -log 3: weights 3/4 and 1/4.
    const { o, lse } = kernel.reference(params, inputs, dims);
    expect(o?.data[1]).toBeCloseTo(12.5, 6);
    expect(lse?.data[1]).toBeCloseTo(Math.log(4 / 3), 6);
  });

  it('centres and scales by hand', () => {
    const kernel = kernelById('rmsnorm');
    const inputs = {
      x: { shape: [1, 2], data: Float32Array.from([1, 3]) },
      weight: { shape: [2], data: Float32Array.from([1, 2]) },
    };
    const { params, dims } = checkCall(kernel, { eps: 0, zero_centered: true, mode: 'layer' }, inputs);
    expect([...(kernel.reference(params, inputs, dims).y?.data ?? [])]).toEqual([-2, 3]);
  });
});

describe('the runner', () => {
  const kernel = kernelById('rmsnorm');
  const inputs = randomInputs(kernel, { T: 2, d: 8 }, 1);
  const { params, dims } = checkCall(kernel, rms, inputs);

  it('names line and column of a shader error', async ({ skip }) => {
    if (!runner) return skip(NO_ADAPTER);
    const broken = runner.run(kernel, 'fast', params, inputs, dims, { source: 'fn broken( {' });
    await expect(broken).rejects.toThrow(/line 1, column \d+/);
  });

  it('says when the adapter is too small', async ({ skip }) => {
    if (!runner || !device) return skip(NO_ADAPTER);
    const small = new KernelRunner({
      ...device,
      capabilities: { ...device.capabilities, maxBufferSize: 32 },
    });
    await expect(small.run(kernel, 'fast', params, inputs, dims)).rejects.toThrow(
      'rmsnorm: x needs 64 bytes, this adapter allows 32',
    );
  });

  it.each<[string, (plan: Plan) => Plan, string]>([
    [
      'a dispatch of too many workgroups',
      ({ scratch, steps }) => ({
        scratch,
        steps: steps.map((step) => ({ ...step, groups: [70_000, 1] as const })),
      }),
      'fast',
    ],
    [
      'a uniform block that is too short',
      ({ scratch, steps }) => ({
        scratch,
        steps: steps.map((step) => ({ ...step, uniform: new ArrayBuffer(16) })),
      }),
      'fast',
    ],
    ['a buffer that no adapter has room for', ({ steps }) => ({ scratch: [2 ** 40], steps }), 'naive'],
  ])('never takes %s for a result', async (_name, spoil, name) => {
    if (!device) throw new Error(NO_ADAPTER);
    const boundless = new KernelRunner({
      ...device,
      capabilities: { ...device.capabilities, maxBufferSize: 2 ** 50, maxStorageBufferBindingSize: 2 ** 50 },
    });
    const variant = kernel.variants[name];
    if (!variant) throw new Error('no variant');
    const plan: typeof variant.plan = (...call) => spoil(variant.plan(...call));
    const spoiled = { ...kernel, variants: { [name]: { ...variant, plan } } };
    await expect(boundless.run(spoiled, name, params, inputs, dims)).rejects.toThrow(/rmsnorm: the/);
    // And the device is as good as before.
    const { outputs } = await boundless.run(kernel, 'fast', params, inputs, dims);
    expect(outputs.y?.data.every(Number.isFinite)).toBe(true);
  });

  it('times as many repetitions as it is asked for, and keeps runs apart that are started together', async ({
    skip,
  }) => {
    if (!runner) return skip(NO_ADAPTER);
    const { milliseconds } = await runner.run(kernel, 'fast', params, inputs, dims, { repeat: 3 });
    expect(milliseconds).toHaveLength(3);
    const [good, broken, other] = await Promise.allSettled([
      runner.run(kernel, 'fast', params, inputs, dims),
      runner.run(kernel, 'fast', params, inputs, dims, { source: 'fn broken( {' }),
      runner.run(kernel, 'naive', params, inputs, dims),
    ]);
    expect([good.status, broken.status, other.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('goes on with a new device when a session loses its own', async ({ skip }) => {
    const taken: Device[] = [];
    const session = await GpuSession.open(async () => {
      const next = await anotherDevice();
      if (next) taken.push(next);
      return next;
    });
    if (!session) return skip(NO_ADAPTER);
    taken[0]?.device.destroy();
    const { outputs } = await session.run(kernel, 'fast', params, inputs, dims);
    expect(outputs.y?.data.every(Number.isFinite)).toBe(true);
    expect(taken).toHaveLength(2);
    session.close();
  });

  it('tells a lost device from a wrong kernel, and a new device works', async ({ skip }) => {
    const doomed = await anotherDevice();
    if (!doomed) return skip(NO_ADAPTER);
    const first = new KernelRunner(doomed);
    doomed.device.destroy();
    await doomed.device.lost;
    await expect(first.run(kernel, 'fast', params, inputs, dims)).rejects.toBeInstanceOf(DeviceLostError);
    expect(first.isLost).toBe(true);
    const next = await anotherDevice();
    if (!next) throw new Error(NO_ADAPTER);
    const { outputs } = await new KernelRunner(next).run(kernel, 'fast', params, inputs, dims);
    expect(outputs.y?.data.every(Number.isFinite)).toBe(true);
    next.device.destroy();
  });
});
