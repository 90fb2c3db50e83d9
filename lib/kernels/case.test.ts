import { describe, expect, it } from 'vitest';
import { readCase } from './case';

const good = {
  kernel: 'rmsnorm',
  params: { eps: 1e-6, zero_centered: false, mode: 'rms' },
  inputs: { x: { shape: [1, 2], data: [1, 2] }, weight: { shape: [2], data: [1, 1] } },
};
const wide = (D: number) => ({
  kernel: 'attention',
  params: { causal: true },
  inputs: Object.fromEntries(
    ['q', 'k', 'v'].map((name) => [name, { shape: [1, 1, D], data: Array(D).fill(1) }]),
  ),
});

describe('a case', () => {
  it('gets the fastest variant that takes its sizes', () => {
    expect(readCase(good)).toMatchObject({ variant: 'fast', dims: { T: 1, d: 2 } });
    expect(readCase(wide(256)).variant).toBe('flash');
    expect(readCase(wide(257)).variant).toBe('naive');
  });

  it('may be a worked case, which says what it expects', () => {
    expect(readCase({ ...good, case: 'rms', outputs: {}, tolerance: {}, reference: '' })).toMatchObject({
      variant: 'fast',
    });
  });

  it.each([
    [{ ...wide(257), variant: 'flash' }, 'attention: D is 257, variant "flash" takes at most 256'],
    [{ ...good, variant: 'toString' }, 'rmsnorm: unknown variant "toString", known: naive, fast'],
    [{ ...good, variant: 3 }, 'rmsnorm: variant is 3, expected a name'],
    [{ ...good, device: 'tpu' }, 'device is "tpu", expected gpu or cpu'],
    [{ ...good, varient: 'fast' }, 'case: unknown field "varient"'],
    [{ ...good, kernel: undefined }, 'kernel: expected the id of a kernel, given undefined'],
    [{ ...good, kernel: 'rope2' }, 'unknown kernel "rope2"'],
    [{ ...good, params: [] }, 'params: expected an object, given []'],
    [
      { ...good, inputs: { ...good.inputs, 'a\nb': 1 } },
      'input "a\\nb": expected {"shape", "data"}, given 1',
    ],
    [null, 'case: expected an object, given null'],
  ])('refuses %j', (json, message) => {
    expect(() => readCase(json)).toThrow(message);
  });
});
