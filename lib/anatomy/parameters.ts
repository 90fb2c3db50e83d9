import type { ModelProps } from '@/lib/knowledge/model-props';

/** Parameters of a decoder-only model by part. All numbers are counts of scalars. */
export interface ParameterCounts {
  readonly embedding: number;
  readonly total: number;
  /** Without the input embedding and, when it is a matrix of its own, the output head. */
  readonly non_embedding: number;
  /** What one token passes through: the routed experts chosen for it instead of all of them. */
  readonly active: number;
  readonly active_non_embedding: number;
}

type Field = keyof ModelProps;
type Known<F extends Field> = { [K in F]: NonNullable<ModelProps[K]> };

const BLOCK = [
  'num_hidden_layers',
  'hidden_size',
  'num_attention_heads',
  'num_key_value_heads',
  'head_dim',
  'vocab_size',
  'tie_word_embeddings',
  'attention_bias',
  'qk_norm',
] as const satisfies readonly Field[];
const DENSE = ['intermediate_size'] as const satisfies readonly Field[];
const EXPERTS = [
  'num_experts',
  'num_experts_per_tok',
  'num_shared_experts',
  'moe_intermediate_size',
] as const satisfies readonly Field[];
const SHARED = ['shared_expert_intermediate_size'] as const satisfies readonly Field[];
const LINEAR = [
  'full_attention_layers',
  'linear_num_key_heads',
  'linear_num_value_heads',
  'linear_key_head_dim',
  'linear_value_head_dim',
  'linear_conv_kernel_dim',
] as const satisfies readonly Field[];

/** Fields that a count needs and the config does not give; empty when it can be counted. */
export function missingFields(config: ModelProps): Field[] {
  const needed: Field[] = [
    ...BLOCK,
    ...(config.num_experts === undefined && config.arch !== 'moe' ? DENSE : EXPERTS),
    ...(config.num_shared_experts ? SHARED : []),
    ...(config.linear_attention_layers ? LINEAR : []),
  ];
  return needed.filter((field) => config[field] === undefined);
}

function has<F extends Field>(config: ModelProps, fields: readonly F[]): config is ModelProps & Known<F> {
  return fields.every((field) => config[field] !== undefined);
}

type Block = ModelProps & Known<(typeof BLOCK)[number]>;

/** W_q, W_k, W_v, W_o, the bias on q, k, v and the two QK-norm scales of one softmax-attention layer. */
function softmaxAttention(config: Block, gated: boolean): number {
  const { hidden_size: d, head_dim: h, num_attention_heads: H, num_key_value_heads: G } = config;
  // A gated layer's q_proj holds a query and a gate for every head (facts: Qwen3-Next doubles it).
  const projections = d * h * (H * (gated ? 3 : 2) + 2 * G);
  const bias = config.attention_bias ? (H + 2 * G) * h : 0;
  return projections + bias + (config.qk_norm ? 2 * h : 0);
}

/** One Gated DeltaNet layer: q, k, v, z, beta and decay projections, convolution, decay, gated norm, output. */
function gatedDeltaNet(config: Block & Known<(typeof LINEAR)[number]>): number {
  const d = config.hidden_size;
  const keys = config.linear_num_key_heads * config.linear_key_head_dim;
  const values = config.linear_num_value_heads * config.linear_value_head_dim;
  const heads = config.linear_num_value_heads;
  const projections = d * (2 * keys + 2 * values) + d * 2 * heads;
  const convolution = (2 * keys + values) * config.linear_conv_kernel_dim;
  return projections + convolution + 2 * heads + config.linear_value_head_dim + values * d;
}

/** Mixer parameters of all layers together. */
function mixers(config: Block): number | undefined {
  const layers = config.num_hidden_layers;
  if (!config.linear_attention_layers) return layers * softmaxAttention(config, false);
  if (!has(config, LINEAR)) return undefined;
  return (
    config.full_attention_layers * softmaxAttention(config, true) +
    config.linear_attention_layers * gatedDeltaNet(config)
  );
}

/** Feed-forward parameters of one layer: `[all, of one token]`. Three matrices per gated network. */
function feedForward(config: Block): readonly [number, number] | undefined {
  const d = config.hidden_size;
  if (config.num_experts === undefined) {
    if (!has(config, DENSE)) return undefined;
    const dense = 3 * d * config.intermediate_size;
    return [dense, dense];
  }
  if (!has(config, EXPERTS)) return undefined;
  const expert = 3 * d * config.moe_intermediate_size;
  // The shared experts are one fused network behind a sigmoid gate of d weights.
  const shared =
    config.num_shared_experts > 0 ? 3 * d * (config.shared_expert_intermediate_size ?? Number.NaN) + d : 0;
  const router = d * config.num_experts;
  return [
    router + config.num_experts * expert + shared,
    router + config.num_experts_per_tok * expert + shared,
  ];
}

/**
 * Counts a model's parameters from its config: `V d (1 or 2) + L (mixer + ffn + 2 d) + d`, facts.md 1.9.
 * Undefined when a needed field is unknown (`missingFields` says which): nothing is guessed.
 */
export function parameterCounts(config: ModelProps): ParameterCounts | undefined {
  if (missingFields(config).length > 0 || !has(config, BLOCK)) return undefined;
  const mixing = mixers(config);
  const ffn = feedForward(config);
  if (mixing === undefined || ffn === undefined) return undefined;
  const { num_hidden_layers: L, hidden_size: d } = config;
  const embedding = config.vocab_size * d * (config.tie_word_embeddings ? 1 : 2);
  const norms = L * 2 * d + d;
  const non_embedding = mixing + L * ffn[0] + norms;
  const active_non_embedding = mixing + L * ffn[1] + norms;
  return {
    embedding,
    total: embedding + non_embedding,
    non_embedding,
    active: embedding + active_non_embedding,
    active_non_embedding,
  };
}
