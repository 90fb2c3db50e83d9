import { z } from 'zod';

const count = z.number().int().positive();
const amount = z.number().positive();

/** An ISO date, or a year and month where sources disagree on the day. */
export const ReleaseDate = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/, 'a date like 2024-06-07 or a month like 2024-06')
  .refine((date) => date.length === 7 || new Date(date).toISOString().startsWith(date), 'no such day');

/**
 * Properties of a Model: the names of Hugging Face's `config.json` where there is one (interfaces.md 3).
 * An unknown value is absent. Counts are plain numbers; `context_*` are tokens, `tokens_trained` tokens,
 * `params_*` parameters. `intermediate_size` is the width of ONE branch of the gated feed-forward network.
 */
export const ModelProps = z
  .object({
    released: ReleaseDate,
    arch: z.enum(['dense', 'moe']),
    open_weights: z.boolean(),
    aliases: z.array(z.string().min(1)).min(1),
    params_total: amount,
    params_non_embedding: amount,
    params_active: amount,
    params_active_non_embedding: amount,
    num_hidden_layers: count,
    hidden_size: count,
    intermediate_size: count,
    num_attention_heads: count,
    num_key_value_heads: count,
    head_dim: count,
    vocab_size: count,
    tie_word_embeddings: z.boolean(),
    attention_bias: z.boolean(),
    qk_norm: z.boolean(),
    rope_theta: amount,
    rms_norm_eps: amount,
    partial_rotary_factor: amount.max(1),
    num_experts: count,
    num_experts_per_tok: count,
    num_shared_experts: z.number().int().nonnegative(),
    moe_intermediate_size: count,
    shared_expert_intermediate_size: count,
    norm_topk_prob: z.boolean(),
    full_attention_layers: count,
    linear_attention_layers: count,
    linear_num_key_heads: count,
    linear_num_value_heads: count,
    linear_key_head_dim: count,
    linear_value_head_dim: count,
    linear_conv_kernel_dim: count,
    context_trained: count,
    context_max: count,
    generation_max: count,
    tokens_trained: amount,
    /** A lower bound, where the source says "over". */
    tokens_trained_min: amount,
    /** Tokens on top of those of the model that this one was made from. */
    tokens_added: amount,
    /** When better weights took the place of the first ones under the same name; `first_*` are those of the first. */
    weights_refreshed: ReleaseDate,
    first_context_trained: count,
    first_context_max: count,
    first_tokens_trained: amount,
    languages: count,
  })
  .partial()
  .strict();
export type ModelProps = z.infer<typeof ModelProps>;
