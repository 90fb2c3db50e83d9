import type { ModelProps } from '@/lib/knowledge/model-props';

/**
 * Elements that one more token adds to the key-value cache: `2 (K and V) x attention layers x KV heads x head_dim`.
 * Linear-attention layers keep a constant state and add nothing. Undefined when a needed field is unknown.
 */
export function kvElementsPerToken(config: ModelProps): number | undefined {
  const { num_hidden_layers, num_key_value_heads, head_dim } = config;
  const layers = config.linear_attention_layers ? config.full_attention_layers : num_hidden_layers;
  if (layers === undefined || num_key_value_heads === undefined || head_dim === undefined) return undefined;
  return 2 * layers * num_key_value_heads * head_dim;
}

/** The same in bytes; `bytes` is the size of one element, 2 for bf16. */
export function kvBytesPerToken(config: ModelProps, bytes: number): number | undefined {
  const elements = kvElementsPerToken(config);
  return elements === undefined ? undefined : elements * bytes;
}
