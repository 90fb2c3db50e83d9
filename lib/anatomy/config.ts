import type { ModelProps } from '@/lib/knowledge/model-props';

/**
 * What mixes tokens in a layer: softmax attention over all of them, over a window, over a compressed ("latent") cache,
 * or a recurrent state (Gated DeltaNet).
 */
export type Mixer = 'full' | 'sliding' | 'latent' | 'delta';

/** Layers that are built alike, and how many of them the model has. */
export interface LayerKind {
  readonly mixer: Mixer;
  readonly ffn: 'dense' | 'moe';
  readonly layers: number;
}

/** Widths of multi-head latent attention (DeepSeek-V2 and V3); `q_lora_rank` is absent where queries are not compressed. */
export interface LatentWidths {
  readonly q_lora_rank?: number;
  readonly kv_lora_rank: number;
  readonly qk_nope_head_dim: number;
  readonly qk_rope_head_dim: number;
  readonly v_head_dim: number;
}

/**
 * A model's config as the anatomy reads it: the fields of the packs, and the parts that other families have. What is
 * absent there is what the packs' models do: every layer alike, two norms in it, no bias but on q, k and v.
 */
export type AnatomyConfig = ModelProps & {
  readonly layer_kinds?: readonly LayerKind[];
  /** Tokens that a sliding layer attends to. */
  readonly sliding_window?: number;
  readonly latent?: LatentWidths;
  /** A bias on the output projection of attention. */
  readonly output_bias?: boolean;
  readonly mlp_bias?: boolean;
  /** Norms of width `hidden_size` in a layer: Gemma 2 and 3 have four. */
  readonly norms_per_layer?: number;
  /** Whether a sigmoid gate weighs the shared experts: Qwen has one, DeepSeek has none. */
  readonly shared_expert_gate?: boolean;
};

export type Field = keyof ModelProps;
export type Known<F extends Field> = { [K in F]: NonNullable<ModelProps[K]> };

export function has<F extends Field>(
  config: AnatomyConfig,
  fields: readonly F[],
): config is AnatomyConfig & Known<F> {
  return fields.every((field) => config[field] !== undefined);
}

/** The kinds of layers and how many of each; undefined when the number of layers is unknown. */
export function layerKinds(config: AnatomyConfig): readonly LayerKind[] | undefined {
  if (config.layer_kinds) return config.layer_kinds;
  const ffn = config.num_experts === undefined && config.arch !== 'moe' ? 'dense' : 'moe';
  const { num_hidden_layers, full_attention_layers, linear_attention_layers } = config;
  if (linear_attention_layers !== undefined) {
    if (full_attention_layers === undefined) return undefined;
    return [
      { mixer: 'delta', ffn, layers: linear_attention_layers },
      { mixer: 'full', ffn, layers: full_attention_layers },
    ];
  }
  return num_hidden_layers === undefined ? undefined : [{ mixer: 'full', ffn, layers: num_hidden_layers }];
}

const BLOCK = ['num_hidden_layers', 'hidden_size', 'num_attention_heads'] as const;
const HEADS = ['num_key_value_heads', 'head_dim', 'qk_norm'] as const;
const EDGES = ['vocab_size', 'tie_word_embeddings', 'attention_bias'] as const;
const DENSE = ['intermediate_size'] as const;
const EXPERTS = [
  'num_experts',
  'num_experts_per_tok',
  'num_shared_experts',
  'moe_intermediate_size',
] as const;
const SHARED = ['shared_expert_intermediate_size'] as const;
const LINEAR = [
  'full_attention_layers',
  'linear_num_key_heads',
  'linear_num_value_heads',
  'linear_key_head_dim',
  'linear_value_head_dim',
  'linear_conv_kernel_dim',
] as const;

/** The fields that the parts of a kind of layer are counted from. */
export const FIELDS = { BLOCK, HEADS, EDGES, DENSE, EXPERTS, SHARED, LINEAR } as const;

/** Every field that counting this config's parameters takes, known or not. */
export function neededFields(config: AnatomyConfig): Field[] {
  const kinds = layerKinds(config) ?? [];
  const some = (test: (kind: LayerKind) => boolean) => kinds.some(test);
  const hybrid = config.linear_attention_layers !== undefined || some(({ mixer }) => mixer === 'delta');
  const moe = config.num_experts !== undefined || config.arch === 'moe' || some(({ ffn }) => ffn === 'moe');
  return [
    ...BLOCK,
    ...(config.latent ? [] : HEADS),
    ...EDGES,
    ...(!moe || some(({ ffn }) => ffn === 'dense') ? DENSE : []),
    ...(moe ? EXPERTS : []),
    ...(config.num_shared_experts ? SHARED : []),
    ...(hybrid ? LINEAR : []),
  ];
}

/** Fields that a count needs and the config does not give; empty when it can be counted. */
export function missingFields(config: AnatomyConfig): Field[] {
  return neededFields(config).filter((field) => config[field] === undefined);
}
