import { describe, expect, it } from 'vitest';
import { pieces, spread, uniformBlock } from './uniform';

describe('uniform blocks', () => {
  it('packs fields in order, padded to 16 bytes', () => {
    const block = uniformBlock([
      ['a', 'u32', 7],
      ['b', 'f32', -0.5],
    ]);
    expect(block.byteLength).toBe(16);
    expect([new Uint32Array(block)[0], new Float32Array(block)[1]]).toEqual([7, -0.5]);
  });

  it.each([
    ['u32', 2 ** 32],
    ['u32', -1],
    ['u32', 1.5],
    ['f32', 1e39],
    ['f32', 1e-39],
    ['f32', Number.NaN],
  ] as const)('refuses the %s %d instead of wrapping or flushing it', (type, value) => {
    expect(() => uniformBlock([['it', type, value]])).toThrow(/^it is /);
  });
});

it('spreads workgroups over two axes', () => {
  for (const groups of [1, 65_535, 65_536, 200_000]) {
    const [x, y] = spread(groups);
    expect(x).toBeLessThanOrEqual(65_535);
    expect(x * y).toBeGreaterThanOrEqual(groups);
    expect(x * (y - 1)).toBeLessThan(groups);
  }
});

it('cuts work into pieces that leave nothing out', () => {
  for (const [count, cost, work] of [
    [10, 1, 3],
    [1, 100, 3],
    [7, 2, 14],
    [7, 2, 1e9],
  ] as const) {
    const parts = pieces(count, cost, work);
    expect(parts.reduce((sum, { size }) => sum + size, 0)).toBe(count);
    parts.forEach(({ start, size }, index) => {
      expect(start).toBe(parts.slice(0, index).reduce((sum, part) => sum + part.size, 0));
      expect(size === 1 || size * cost <= work).toBe(true);
    });
  }
});
