import { type AnatomyConfig, type Field, layerKinds } from './config';

/** Fields that the size of a key-value cache is computed from. */
export function kvFields(config: AnatomyConfig): Field[] {
  const layers: Field[] =
    config.linear_attention_layers === undefined ? ['num_hidden_layers'] : ['full_attention_layers'];
  return config.latent ? layers : [...layers, 'num_key_value_heads', 'head_dim'];
}

/** Elements of one layer's cache for one token: `2 G h` for K and V; `kv_lora_rank + qk_rope_head_dim` for a latent cache. */
function elementsPerLayer(config: AnatomyConfig): number | undefined {
  if (config.latent) return config.latent.kv_lora_rank + config.latent.qk_rope_head_dim;
  const { num_key_value_heads, head_dim } = config;
  if (num_key_value_heads === undefined || head_dim === undefined) return undefined;
  return 2 * num_key_value_heads * head_dim;
}

/**
 * Elements of the key-value cache of one sequence of `context` tokens. A sliding layer keeps its window only; a
 * linear-attention layer keeps a constant state instead (`recurrentStateElements`) and adds nothing.
 */
export function kvElements(config: AnatomyConfig, context: number): number | undefined {
  const kinds = layerKinds(config);
  const each = elementsPerLayer(config);
  if (!kinds || each === undefined) return undefined;
  return kinds.reduce((sum, { mixer, layers }) => {
    if (mixer === 'delta') return sum;
    const kept = mixer === 'sliding' ? Math.min(context, config.sliding_window ?? context) : context;
    return sum + layers * each * kept;
  }, 0);
}

/**
 * Elements that one more token adds to the key-value cache: `2 (K and V) x attention layers x KV heads x head_dim`,
 * while no window is full. Undefined when a needed field is unknown.
 */
export function kvElementsPerToken(config: AnatomyConfig): number | undefined {
  return kvElements(config, 1);
}

/** The same in bytes; `bytes` is the size of one element, 2 for bf16. */
export function kvBytesPerToken(config: AnatomyConfig, bytes: number): number | undefined {
  const elements = kvElementsPerToken(config);
  return elements === undefined ? undefined : elements * bytes;
}

/** How many layers keep a recurrent state; undefined when the layers themselves are unknown. */
const linearLayers = (config: AnatomyConfig): number | undefined =>
  layerKinds(config)?.reduce((sum, { mixer, layers }) => sum + (mixer === 'delta' ? layers : 0), 0);

const STATE = [
  'linear_attention_layers',
  'linear_num_value_heads',
  'linear_key_head_dim',
  'linear_value_head_dim',
] as const satisfies readonly Field[];

/** Fields that the recurrent state is computed from: of a model without linear layers, that it has none. */
export function stateFields(config: AnatomyConfig): Field[] {
  return config.linear_attention_layers === undefined ? ['num_hidden_layers'] : [...STATE];
}

/**
 * Elements of the constant recurrent state of one sequence, whatever its length: one `d_k x d_v` matrix per value
 * head and linear layer. 0 for a model without such layers.
 */
export function recurrentStateElements(config: AnatomyConfig): number | undefined {
  const layers = linearLayers(config);
  if (layers === undefined || layers === 0) return layers;
  const { linear_num_value_heads: heads, linear_key_head_dim: k, linear_value_head_dim: v } = config;
  if (heads === undefined || k === undefined || v === undefined) return undefined;
  return layers * heads * k * v;
}

/**
 * Elements of the short convolution's memory of one sequence: its last `kernel - 1` inputs of width
 * `2 keys + values` in each linear layer. 0 for a model without such layers.
 */
export function convolutionStateElements(config: AnatomyConfig): number | undefined {
  const layers = linearLayers(config);
  if (layers === undefined || layers === 0) return layers;
  const { linear_num_key_heads: keyHeads, linear_num_value_heads: valueHeads } = config;
  const { linear_key_head_dim: k, linear_value_head_dim: v, linear_conv_kernel_dim: kernel } = config;
  if (keyHeads === undefined || valueHeads === undefined) return undefined;
  if (k === undefined || v === undefined || kernel === undefined) return undefined;
  return layers * (2 * keyHeads * k + valueHeads * v) * (kernel - 1);
}
