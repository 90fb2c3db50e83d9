import { describe, expect, it } from 'vitest';
import { readPack } from './load-pack';

describe('the Qwen pack', () => {
  const pack = readPack('seed/qwen');

  it('is accepted whole', () => {
    const count = (label: string) => pack.nodes.filter((node) => node.label === label).length;
    expect(count('Generation')).toBe(7);
    expect(count('Model')).toBe(53);
  });

  it('has every technique that other programs ask for by id (interfaces.md 3)', () => {
    const ids = new Set(pack.nodes.filter(({ label }) => label === 'Technique').map(({ id }) => id));
    const agreed =
      'rope partial-rope ntk-rope dynamic-ntk logn-scaling layerwise-window abf yarn dca minference long-context-sft pre-norm post-norm rmsnorm layernorm zero-centered-rmsnorm swiglu gelu-ffn absolute-positions qkv-bias qk-norm untied-embeddings tied-embeddings flash-attention bf16 adamw mha mqa gqa softmax-attention gated-attention linear-attention deltanet gated-deltanet hybrid-attention moe dense-ffn fine-grained-experts shared-experts upcycling micro-batch-balance global-batch-balance ultra-sparse-moe router-init ppo dpo online-dpo online-merging grpo gspo rlhf-offline rlhf-online long-cot-cold-start thinking-fusion thinking-budget split-instruct-thinking strong-to-weak-distillation four-stage-post-training mtp speculative-decoding long-response-sft';
    expect(agreed.split(' ').filter((id) => !ids.has(id))).toEqual([]);
  });

  it('has every source in use', () => {
    const used = new Set(
      [...pack.nodes, ...pack.edges].flatMap(({ evidence }) => evidence.map(({ source }) => source)),
    );
    const sources = pack.nodes.filter(({ label }) => label === 'Source').map(({ id }) => id);
    expect(sources.filter((id) => !used.has(id))).toEqual([]);
  });

  it('has the same hash every time', () => {
    expect(readPack('seed/qwen').packs).toEqual(pack.packs);
  });
});
