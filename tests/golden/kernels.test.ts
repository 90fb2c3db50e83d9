import { afterAll, describe, expect, it } from 'vitest';
import { DeviceLostError, KernelRunner } from '@/lib/gpu/run';
import { compare } from '@/lib/kernels/compare';
import { checkCall } from '@/lib/kernels/contract';
import type { Dims, Kernel } from '@/lib/kernels/kernel';
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
  spread?: number;
}

const rms = { eps: 1e-6, zero_centered: false, mode: 'rms' };
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

// Sizes at and around tile edges, odd widths, every grouping: where kernels broke elsewhere (kernels.md 2).
const MATRIX: Record<string, Shape[]> = {
  rmsnorm: [
    ...[1, 3, 60, 63, 64, 65, 100, 130, 256, 257, 4096].map((d) => ({
      name: `d ${d}`,
      dims: { T: 3, d },
      params: rms,
    })),
    {
      name: 'layer norm of large values',
      dims: { T: 5, d: 130 },
      params: { ...rms, mode: 'layer' },
      spread: 1e4,
    },
    { name: 'more rows than workgroups on one axis', dims: { T: 65_537, d: 3 }, params: rms },
    { name: 'zero-centred', dims: { T: 2, d: 65 }, params: { ...rms, zero_centered: true } },
  ],
  attention: [
    ...[1, 3, 63, 64, 65, 130].map((T) => ({ name: `T ${T}`, ...attend(2, 2, T, T, 64) })),
    ...[1, 60, 100, 128, 256].map((D) => ({ name: `D ${D}`, ...attend(2, 1, 9, 70, D) })),
    ...[1, 4, 8].map((G) => ({ name: `${G} query heads per KV head`, ...attend(8, 8 / G, 5, 66, 32) })),
    { name: 'decode over a past', ...attend(4, 2, 1, 257, 64) },
    { name: 'window across tiles', ...attend(2, 1, 130, 130, 32, { window: 70 }) },
    { name: 'rows that see no key', ...attend(2, 1, 70, 5, 16) },
    { name: 'without a mask', ...attend(2, 1, 7, 65, 16, { causal: false }) },
    { name: 'logits up to 1e4', ...attend(2, 1, 6, 70, 64), spread: 35 },
    { name: 'all logits equal', ...attend(2, 1, 6, 70, 16), spread: 0 },
  ],
};

async function difference(kernel: Kernel, variant: string, shape: Shape, source?: string) {
  if (!runner) throw new Error(NO_ADAPTER);
  const { params, dims } = checkCall(kernel, shape.params, randomInputs(kernel, shape.dims, 7, shape.spread));
  const inputs = randomInputs(kernel, shape.dims, 7, shape.spread);
  const { outputs } = await runner.run(kernel, variant, params, inputs, dims, { source });
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
            expect(result).toMatchObject({ pass: true });
        });
      }
    });
  }
}

// A test that cannot fail proves nothing: each of these edits must be caught.
const MUTATIONS: [string, string, string, string, Shape][] = [
  [
    'rmsnorm',
    'naive',
    '/ f32(p.d) + p.eps',
    '/ f32(p.d + 1u) + p.eps',
    { name: '', dims: { T: 2, d: 64 }, params: rms },
  ],
  [
    'rmsnorm',
    'fast',
    'i += LANES) {\n    let centred',
    'i += 2u * LANES) {\n    let centred',
    { name: '', dims: { T: 2, d: 130 }, params: rms },
  ],
  [
    'rmsnorm',
    'fast',
    '+ f32(p.zero_centered)',
    '',
    { name: '', dims: { T: 2, d: 64 }, params: { ...rms, zero_centered: true } },
  ],
  ['attention', 'naive', 'dot * p.scale', 'dot', { name: '', ...attend(2, 1, 9, 9, 64) }],
  ['attention', 'naive', '- largest)', '+ largest)', { name: '', ...attend(2, 1, 9, 9, 64) }],
  [
    'attention',
    'flash',
    'rescale = exp(largest - top);',
    'rescale = vec4f(1.0);',
    { name: '', ...attend(2, 1, 9, 130, 64) },
  ],
  ['attention', 'flash', 'head * p.Hkv / p.Hq', '0u', { name: '', ...attend(4, 2, 9, 9, 64) }],
  ['attention', 'flash', '(vec4u(s) < end)', '(vec4u(s) <= end)', { name: '', ...attend(2, 1, 9, 9, 64) }],
  ['attention', 'flash', 'max(top, weights[j])', 'top', { name: '', ...attend(2, 1, 6, 70, 64), spread: 35 }],
];

describe('a kernel with a mistake in it', () => {
  it.each(MUTATIONS)('%s, %s: %s', async (id, variant, before, after, shape) => {
    if (!runner) throw new Error(NO_ADAPTER);
    const kernel = kernelById(id);
    const source = kernel.variants[variant]?.source ?? '';
    expect(source).toContain(before);
    const results = await difference(kernel, variant, shape, source.replaceAll(before, after));
    expect(results.some(({ pass }) => !pass)).toBe(true);
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
