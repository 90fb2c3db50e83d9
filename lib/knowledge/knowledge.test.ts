import { describe, expect, it } from 'vitest';
import { readPack } from '@/seed/load-pack';
import { filterGraph } from './filter';
import { indexGraph } from './indexed';
import { soleFirstModel } from './introduction';
import { midSentence } from './names';

describe('names inside a sentence', () => {
  it.each([
    ['Grouped-query attention', 'grouped-query attention'],
    ['Pre-norm', 'pre-norm'],
    ['Mixture of experts, top-k routing', 'mixture of experts, top-k routing'],
    ['YaRN', 'YaRN'],
    ['BF16 mixed precision', 'BF16 mixed precision'],
    ['Gated DeltaNet', 'Gated DeltaNet'],
    ['Dual Chunk Attention', 'Dual Chunk Attention'],
  ])('%s', (name, inside) => {
    expect(midSentence(name)).toBe(inside);
  });
});

describe('the model in which a technique came', () => {
  const graph = indexGraph(readPack('seed/qwen'));
  it.each([
    ['gqa', 'qwen1.5', 'qwen1.5-32b'],
    ['moe', 'qwen1.5', 'qwen1.5-moe-a2.7b'],
    // Five sizes of Qwen2 came out on one day, all with it.
    ['gqa', 'qwen2', undefined],
  ])('%s in %s: %s', (technique, generation, model) => {
    const edge = graph.out(technique, 'INTRODUCED_IN').find(({ to }) => to === generation);
    if (!edge) throw new Error('no such edge');
    expect(soleFirstModel(graph, edge)?.id).toBe(model);
  });
});

describe('filters by date', () => {
  const pack = readPack('seed/qwen');
  const ids = (filter: { from?: string; to?: string }) => filterGraph(pack, filter).nodes.map(({ id }) => id);
  it.each([
    // Known to the month only: every day of that month may be its day.
    [{ from: '2025-09-01' }, 'qwen3-next-80b-a3b', true],
    [{ from: '2025-10' }, 'qwen3-next-80b-a3b', false],
    [{ to: '2025-08-31' }, 'qwen3-next-80b-a3b', false],
    [{ from: '2024-06', to: '2024-06' }, 'qwen2-7b', true],
    [{ to: '2024-06-06' }, 'qwen2-7b', false],
    [{ from: '2024' }, 'gqa', true],
    [{ to: '2024-04-01' }, 'gqa', false],
  ])('%j and %s: %s', (filter, id, there) => {
    expect(ids(filter).includes(id)).toBe(there);
  });
});
