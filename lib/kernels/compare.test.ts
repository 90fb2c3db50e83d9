import { describe, expect, it } from 'vitest';
import { compare } from './compare';

const tensor = (data: number[], shape: number[] = [data.length]) => ({
  shape,
  data: Float64Array.from(data),
});
const tight = { rms: 1e-5, atol: 1e-4 };
const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

// Every other test of a kernel rests on this one.
describe('compare', () => {
  it.each<[string, number[], number[], { rms: number; atol: number }, boolean]>([
    ['equal values', [1, 2], [1, 2], tight, true],
    ['zeros of either sign', [0, -0], [-0, 0], { rms: 0, atol: 0 }, true],
    ['equal infinities', [infinity, -infinity], [infinity, -infinity], tight, true],
    ['NaN with NaN', [nan, 1], [nan, 1], tight, true],
    ['NaN with a number', [nan, 1], [1, 1], tight, false],
    ['a number with NaN', [1, 1], [nan, 1], tight, false],
    ['a number with an infinity', [1, 1], [infinity, 1], tight, false],
    ['opposite infinities', [infinity], [-infinity], tight, false],
    ['a distance over atol alone', [1000.01], [1000], { rms: 1, atol: 1e-3 }, false],
    ['a distance over rms alone', [1.001], [1], { rms: 1e-4, atol: 1 }, false],
    ['a distance under both', [1.001], [1], { rms: 1e-2, atol: 1e-2 }, true],
    ['anything where the reference is zero', [1e-9, 0], [0, 0], tight, false],
  ])('%s', (_name, actual, reference, tolerance, pass) => {
    expect(compare(tensor(actual), tensor(reference), tolerance).pass).toBe(pass);
  });

  it('does not take one shape for another', () => {
    expect(compare(tensor([1, 2], [2, 1]), tensor([1, 2], [1, 2]), tight).pass).toBe(false);
    expect(compare(tensor([1]), tensor([1, 2]), tight).pass).toBe(false);
  });

  it('says where and how far', () => {
    const result = compare(tensor([1, 2, 3, 9], [2, 2]), tensor([1, 2, 3, 4], [2, 2]), tight);
    expect(result).toMatchObject({
      maxAbs: 5,
      count: 4,
      firstWrong: { index: [1, 1], actual: 9, expected: 4 },
    });
    expect(result.rms).toBeCloseTo(Math.sqrt(25 / 30), 12);
  });
});
