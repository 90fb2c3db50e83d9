import { describe, expect, it } from 'vitest';
import type { ModelProps } from '@/lib/knowledge/model-props';
import { kvBytesPerToken, kvElementsPerToken } from './kv-cache';
import { missingFields, parameterCounts } from './parameters';
import { agreesWithPublished } from './published';

const qwen2: ModelProps = {
  arch: 'dense',
  num_hidden_layers: 28,
  hidden_size: 3584,
  intermediate_size: 18944,
  num_attention_heads: 28,
  num_key_value_heads: 4,
  head_dim: 128,
  vocab_size: 152064,
  tie_word_embeddings: false,
  attention_bias: true,
  qk_norm: false,
};
const moe = (props: ModelProps): ModelProps => ({ arch: 'moe', tie_word_embeddings: false, ...props });

// Configs and totals: facts.md 1 and 1.9.
const MODELS: [
  string,
  ModelProps,
  Partial<Record<'total' | 'non_embedding' | 'active' | 'active_non_embedding', number>>,
][] = [
  ['Qwen2-7B', qwen2, { total: 7.62e9, non_embedding: 6.53e9 }],
  [
    'Qwen2.5-0.5B',
    {
      ...qwen2,
      num_hidden_layers: 24,
      hidden_size: 896,
      intermediate_size: 4864,
      num_attention_heads: 14,
      num_key_value_heads: 2,
      head_dim: 64,
      vocab_size: 151936,
      tie_word_embeddings: true,
    },
    { total: 0.49e9, non_embedding: 0.36e9 },
  ],
  [
    'Qwen3-8B',
    {
      ...qwen2,
      num_hidden_layers: 36,
      hidden_size: 4096,
      intermediate_size: 12288,
      num_attention_heads: 32,
      num_key_value_heads: 8,
      vocab_size: 151936,
      attention_bias: false,
      qk_norm: true,
    },
    { total: 8.2e9, non_embedding: 6.95e9 },
  ],
  [
    'Qwen1.5-MoE-A2.7B',
    moe({
      num_hidden_layers: 24,
      hidden_size: 2048,
      num_attention_heads: 16,
      num_key_value_heads: 16,
      head_dim: 128,
      vocab_size: 151936,
      attention_bias: true,
      qk_norm: false,
      num_experts: 60,
      num_experts_per_tok: 4,
      num_shared_experts: 4,
      moe_intermediate_size: 1408,
      shared_expert_intermediate_size: 5632,
    }),
    { total: 14.32e9, active: 2.69e9, active_non_embedding: 2.07e9 },
  ],
  [
    'Qwen2-57B-A14B',
    moe({
      num_hidden_layers: 28,
      hidden_size: 3584,
      num_attention_heads: 28,
      num_key_value_heads: 4,
      head_dim: 128,
      vocab_size: 151936,
      attention_bias: true,
      qk_norm: false,
      num_experts: 64,
      num_experts_per_tok: 8,
      num_shared_experts: 8,
      moe_intermediate_size: 2560,
      shared_expert_intermediate_size: 20480,
    }),
    { total: 57.41e9, non_embedding: 56.32e9 },
  ],
  [
    'Qwen3-30B-A3B',
    moe({
      num_hidden_layers: 48,
      hidden_size: 2048,
      num_attention_heads: 32,
      num_key_value_heads: 4,
      head_dim: 128,
      vocab_size: 151936,
      attention_bias: false,
      qk_norm: true,
      num_experts: 128,
      num_experts_per_tok: 8,
      num_shared_experts: 0,
      moe_intermediate_size: 768,
    }),
    { total: 30.53e9, non_embedding: 29.91e9, active: 3.35e9 },
  ],
  [
    'Qwen3-235B-A22B',
    moe({
      num_hidden_layers: 94,
      hidden_size: 4096,
      num_attention_heads: 64,
      num_key_value_heads: 4,
      head_dim: 128,
      vocab_size: 151936,
      attention_bias: false,
      qk_norm: true,
      num_experts: 128,
      num_experts_per_tok: 8,
      num_shared_experts: 0,
      moe_intermediate_size: 1536,
    }),
    { total: 235.09e9, non_embedding: 233.85e9, active: 22.19e9 },
  ],
  [
    'Qwen3-Coder-480B-A35B',
    moe({
      num_hidden_layers: 62,
      hidden_size: 6144,
      num_attention_heads: 96,
      num_key_value_heads: 8,
      head_dim: 128,
      vocab_size: 151936,
      attention_bias: false,
      qk_norm: true,
      num_experts: 160,
      num_experts_per_tok: 8,
      num_shared_experts: 0,
      moe_intermediate_size: 2560,
    }),
    { total: 480.15e9, active: 35.47e9 },
  ],
  [
    'Qwen3-Next-80B-A3B',
    moe({
      num_hidden_layers: 48,
      hidden_size: 2048,
      num_attention_heads: 16,
      num_key_value_heads: 2,
      head_dim: 256,
      vocab_size: 151936,
      attention_bias: false,
      qk_norm: true,
      num_experts: 512,
      num_experts_per_tok: 10,
      num_shared_experts: 1,
      moe_intermediate_size: 512,
      shared_expert_intermediate_size: 512,
      full_attention_layers: 12,
      linear_attention_layers: 36,
      linear_num_key_heads: 16,
      linear_num_value_heads: 32,
      linear_key_head_dim: 128,
      linear_value_head_dim: 128,
      linear_conv_kernel_dim: 4,
    }),
    { total: 79.67e9, non_embedding: 79.05e9, active: 3.87e9, active_non_embedding: 3.25e9 },
  ],
];

describe('parameter counts', () => {
  it.each(MODELS)('%s computes to its published totals', (_name, config, published) => {
    const counts = parameterCounts(config);
    for (const [part, value] of Object.entries(published)) {
      const computed = counts?.[part as keyof typeof counts] ?? Number.NaN;
      expect(agreesWithPublished(computed, value), `${part} ${computed}`).toBe(true);
    }
  });

  it('counts nothing when a field is unknown, and says which', () => {
    const { vocab_size: _, ...config } = qwen2;
    expect(parameterCounts(config)).toBeUndefined();
    expect(missingFields(config)).toEqual(['vocab_size']);
  });
});

describe('key-value cache', () => {
  it.each([
    [28, 4, 128, 28_672],
    [32, 32, 128, 262_144],
    [24, 2, 64, 6_144],
    [64, 8, 128, 131_072],
  ])('%i layers x %i heads x %i', (num_hidden_layers, num_key_value_heads, head_dim, elements) => {
    expect(kvElementsPerToken({ num_hidden_layers, num_key_value_heads, head_dim })).toBe(elements);
  });

  it('counts the full-attention layers of a hybrid only', () => {
    const next = MODELS.at(-1)?.[1] ?? {};
    expect(kvElementsPerToken(next)).toBe(12_288);
    expect(kvBytesPerToken(next, 2)).toBe(24_576);
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
