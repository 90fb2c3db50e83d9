import { describe, expect, it } from 'vitest';
import { readPack } from '@/seed/load-pack';
import { compareNodes } from './compare';
import { indexGraph } from './indexed';

const graph = indexGraph(readPack('seed/qwen'));
const compare = (a: string, b: string) => {
  const [left, right] = [graph.node(a), graph.node(b)];
  if (!left || !right) throw new Error(`no ${a} or ${b}`);
  return compareNodes(graph, left, right);
};

describe('a comparison', () => {
  const { config, techniques, derived } = compare('qwen1.5-7b', 'qwen2-7b');
  const row = (field: string) => config.find((one) => one.field === field);

  it('sets config fields side by side, each with its evidence', () => {
    expect(row('num_key_value_heads')).toMatchObject({ a: 32, b: 4 });
    expect(row('num_key_value_heads')?.evidence.a.length).toBeGreaterThan(0);
    for (const { a, b, evidence } of config) {
      expect([a === undefined, b === undefined]).toEqual([evidence.a.length === 0, evidence.b.length === 0]);
    }
  });

  it('says what came and what went', () => {
    expect(techniques.gained).toContain('gqa');
    expect(techniques.lost).toContain('mha');
    expect(techniques.shared).toContain('rope');
    const back = compare('qwen2-7b', 'qwen1.5-7b').techniques;
    expect(back).toEqual({
      gained: techniques.lost,
      lost: techniques.gained,
      shared: techniques.shared,
    });
  });

  it('derives the numbers that the config allows, a / b as ratio', () => {
    const kv = derived.find(({ fn }) => fn === 'kv_elements_per_token');
    // 2 x 32 layers x 32 heads x 128 against 2 x 28 x 4 x 128.
    expect(kv).toEqual({ fn: 'kv_elements_per_token', a: 262_144, b: 28_672, ratio: 262_144 / 28_672 });
    const bytes = derived.find(({ fn }) => fn === 'kv_bytes_per_token');
    expect(bytes).toMatchObject({ a: 524_288, b: 57_344 });
    expect(derived.map(({ fn }) => fn)).toContain('params_total');
  });

  it('compares generations by the techniques of their models', () => {
    const generations = compare('qwen1.5', 'qwen2');
    expect(generations.derived).toEqual([]);
    expect(generations.techniques.shared).toContain('gqa');
    expect(generations.config.map(({ field }) => field)).toContain('released');
  });
});
