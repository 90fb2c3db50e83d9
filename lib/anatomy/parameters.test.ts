import { describe, expect, it } from 'vitest';
import { indexGraph } from '@/lib/knowledge/indexed';
import type { ModelProps } from '@/lib/knowledge/model-props';
import { readPack } from '@/seed/load-pack';
import { decodeFlops, prefillFlops } from './compute';
import { convolutionStateElements, kvBytesPerToken, kvElements, recurrentStateElements } from './kv-cache';
import { memory } from './memory';
import { missingFields, parameterCounts } from './parameters';
import { modelParts, type Part } from './parts';
import { agreesWithPublished } from './published';

const graph = indexGraph(readPack('seed/qwen'));
const config = (id: string) => graph.node(id)?.props as ModelProps;

/** A leaf of the first layer, by the names on the way to it. */
function leaf(root: Part | undefined, ...path: string[]): Part | undefined {
  return path.reduce<Part | undefined>((part, id) => part?.parts?.find((one) => one.id === id), root);
}

describe('parameters', () => {
  it('computes the totals to the parameter', () => {
    // 152,064 x 3,584 x 2 + 28 x (attention + feed-forward + norms) + the last norm.
    expect(parameterCounts(config('qwen2-7b'))?.total).toBe(7_615_616_512);
  });

  it.each([
    ['qwen-7b', 'total', 7.72e9],
    ['qwen1.5-moe-a2.7b', 'total', 14.32e9],
    ['qwen1.5-moe-a2.7b', 'active', 2.69e9],
    ['qwen1.5-moe-a2.7b', 'active_non_embedding', 2.07e9],
    ['qwen2-57b-a14b', 'total', 57.41e9],
    ['qwen2-57b-a14b', 'non_embedding', 56.32e9],
    ['qwen3-30b-a3b', 'total', 30.53e9],
    ['qwen3-30b-a3b', 'non_embedding', 29.91e9],
    ['qwen3-30b-a3b', 'active', 3.35e9],
    ['qwen3-235b-a22b', 'total', 235.09e9],
    ['qwen3-235b-a22b', 'non_embedding', 233.85e9],
    ['qwen3-235b-a22b', 'active', 22.19e9],
    ['qwen3-next-80b-a3b', 'total', 79.67e9],
    ['qwen3-next-80b-a3b', 'non_embedding', 79.05e9],
    ['qwen3-next-80b-a3b', 'active', 3.87e9],
    ['qwen3-next-80b-a3b', 'active_non_embedding', 3.25e9],
  ] as const)('%s %s', (id, part, expected) => {
    const computed = parameterCounts(config(id))?.[part] ?? 0;
    expect(Math.abs(computed - expected)).toBeLessThanOrEqual(0.5e7);
  });

  it('Qwen3-Coder-480B, by what its release shares with Qwen3', () => {
    // No source read states these three for it, so the pack leaves them out and nothing is computed there.
    const coder = config('qwen3-coder-480b-a35b-instruct');
    expect(missingFields(coder)).toEqual(['qk_norm', 'tie_word_embeddings', 'attention_bias']);
    const counts = parameterCounts({
      ...coder,
      qk_norm: true,
      tie_word_embeddings: false,
      attention_bias: false,
    });
    expect(counts?.total).toBeCloseTo(480.15e9, -7);
    expect(counts?.active).toBeCloseTo(35.47e9, -7);
  });

  it('takes a layer apart with the shape of each matrix', () => {
    const layer = modelParts(config('qwen2-7b'))?.parts?.find(({ id }) => id === 'layer');
    expect(layer).toMatchObject({ times: 28, kind: { mixer: 'full', ffn: 'dense', layers: 28 } });
    expect(leaf(layer, 'attention', 'k_proj')).toMatchObject({ shape: [512, 3584], count: 512 * 3584 });
    expect(leaf(layer, 'attention', 'qkv_bias')).toMatchObject({ count: (28 + 2 * 4) * 128, multiplies: 0 });
    expect(leaf(layer, 'ffn', 'mlp_down')).toMatchObject({ shape: [3584, 18_944] });
  });

  it('counts the chosen experts for a token and all of them for the model', () => {
    const layer = modelParts(config('qwen3-30b-a3b'))?.parts?.find(({ id }) => id === 'layer');
    const expert = 3 * 2048 * 768;
    expect(leaf(layer, 'moe', 'expert')).toMatchObject({
      times: 128,
      count: 128 * expert,
      active: 8 * expert,
      multiplies: 8 * expert,
    });
  });

  it('gives a tied head no parameters, and its multiplications all the same', () => {
    const head = modelParts(config('qwen2-0.5b'))?.parts?.find(({ id }) => id === 'head');
    expect(head).toMatchObject({ count: 0, multiplies: 151_936 * 896 });
  });

  it('counts nothing when a field is unknown, and says which', () => {
    const { vocab_size: _, ...rest } = config('qwen2-7b');
    expect(parameterCounts(rest)).toBeUndefined();
    expect(modelParts(rest)).toBeUndefined();
    expect(memory(rest, { context: 1, batch: 1, weightBytes: 2, cacheBytes: 2 })).toBeUndefined();
    expect(decodeFlops(rest, 1)).toBeUndefined();
    expect(missingFields(rest)).toEqual(['vocab_size']);
  });
});

describe('cache and state', () => {
  it('grows with the context, and the state does not', () => {
    const next = config('qwen3-next-80b-a3b');
    expect(kvElements(next, 1000)).toBe(12_288_000);
    expect(kvBytesPerToken(next, 2)).toBe(24_576);
    expect(recurrentStateElements(next)).toBe(36 * 32 * 128 * 128);
    expect(convolutionStateElements(next)).toBe(36 * (2 * 16 * 128 + 32 * 128) * 3);
    expect(recurrentStateElements(config('qwen2-7b'))).toBe(0);
  });

  it('adds up in memory', () => {
    const setting = { context: 32_768, batch: 4, weightBytes: 2, cacheBytes: 2 };
    expect(memory(config('qwen2-7b'), setting)).toEqual({
      weights: 2 * 7_615_616_512,
      kv: 4 * 32_768 * 28_672 * 2,
      state: 0,
      total: 2 * 7_615_616_512 + 4 * 32_768 * 28_672 * 2,
    });
  });
});

describe('FLOPs', () => {
  const qwen2 = config('qwen2-7b');

  it('of a decoded token are twice its weights and what it attends to', () => {
    const one = decodeFlops(qwen2, 1000);
    // Every weight but the embedding look-up, the norms and the biases.
    expect(one?.weights).toBe(2 * (7_615_616_512 - 152_064 * 3584 - 57 * 3584 - 28 * 36 * 128));
    expect(one?.attention).toBe(28 * 4 * 28 * 128 * 1000);
    expect(one?.recurrence).toBe(0);
  });

  it('of a prompt are those of its tokens one after the other, but for the output head', () => {
    const n = 50;
    const tokens = Array.from({ length: n }, (_, i) => decodeFlops(qwen2, i + 1)?.total ?? 0);
    const heads = 2 * (n - 1) * 152_064 * 3584;
    expect(prefillFlops(qwen2, n)?.total).toBe(tokens.reduce((a, b) => a + b) - heads);
  });

  it('of a linear layer do not grow with the context', () => {
    const next = config('qwen3-next-80b-a3b');
    expect(decodeFlops(next, 1)?.recurrence).toBe(36 * 2 * 3 * 32 * 128 * 128);
    expect(decodeFlops(next, 100_000)?.recurrence).toBe(decodeFlops(next, 1)?.recurrence);
  });
});

describe('agreement with a published figure', () => {
  it('allows 1% or half the last digit, whichever is larger, and a figure that was cut off', () => {
    expect(agreesWithPublished(0.358e9, 0.35e9)).toBe(true);
    expect(agreesWithPublished(1.7206e9, 1.7e9)).toBe(true);
    expect(agreesWithPublished(72.3e9, 72e9)).toBe(true);
    expect(agreesWithPublished(7.07e9, 7.62e9)).toBe(false);
    expect(agreesWithPublished(0.345e9, 0.35e9)).toBe(true);
    expect(agreesWithPublished(0.344e9, 0.35e9)).toBe(false);
    expect(agreesWithPublished(14.2e9, 14.3e9)).toBe(true);
  });
});
