import {
  type AnatomyConfig,
  FIELDS,
  has,
  type Known,
  type LayerKind,
  layerKinds,
  missingFields,
} from './config';

/**
 * A part of a model. Numbers are of all its `times` copies inside ONE copy of what holds it, so a whole is
 * `times x (sum of its parts)`.
 */
export interface Part {
  readonly id: string;
  /** The kind of layer, where the part is one. */
  readonly kind?: LayerKind;
  /** `[rows, columns]` of a matrix, `[width]` of a vector; absent where the part has parts of its own. */
  readonly shape?: readonly number[];
  readonly times: number;
  /** Parameters. */
  readonly count: number;
  /** Parameters that one token passes: of the routed experts the chosen ones only. */
  readonly active: number;
  /** Multiply-adds of one token with these weights: none for a look-up, a norm or a bias. */
  readonly multiplies: number;
  readonly parts?: readonly Part[];
}

const matrix = (id: string, rows: number, columns: number): Part => {
  const count = rows * columns;
  return { id, shape: [rows, columns], times: 1, count, active: count, multiplies: count };
};

const vector = (id: string, width: number): Part => ({
  id,
  shape: [width],
  times: 1,
  count: width,
  active: width,
  multiplies: 0,
});

/** Parts taken together, `times` copies of which `used` serve one token. */
function group(id: string, parts: readonly Part[], times = 1, used = times): Part {
  const sum = (of: 'count' | 'active' | 'multiplies') => parts.reduce((total, part) => total + part[of], 0);
  return {
    id,
    times,
    count: times * sum('count'),
    active: used * sum('active'),
    multiplies: used * sum('multiplies'),
    parts,
  };
}

type Block = AnatomyConfig & Known<(typeof FIELDS.BLOCK)[number] | (typeof FIELDS.EDGES)[number]>;

/** Softmax attention: q, k, v and o, their biases, the two QK-norm scales, and the gate of a gated layer. */
function softmaxAttention(config: Block, gated: boolean): Part | undefined {
  if (!has(config, FIELDS.HEADS)) return undefined;
  const { hidden_size: d, head_dim: h, num_attention_heads: H, num_key_value_heads: G } = config;
  return group('attention', [
    matrix('q_proj', H * h, d),
    ...(gated ? [matrix('gate_proj', H * h, d)] : []),
    matrix('k_proj', G * h, d),
    matrix('v_proj', G * h, d),
    ...(config.attention_bias ? [vector('qkv_bias', (H + 2 * G) * h)] : []),
    ...(config.qk_norm ? [vector('q_norm', h), vector('k_norm', h)] : []),
    matrix('o_proj', d, H * h),
    ...(config.output_bias ? [vector('o_bias', d)] : []),
  ]);
}

/** Multi-head latent attention: queries and the key-value cache go through a narrow width first. */
function latentAttention(config: Block): Part | undefined {
  const { hidden_size: d, num_attention_heads: H, latent } = config;
  if (!latent) return undefined;
  const { q_lora_rank: q, kv_lora_rank: c, qk_nope_head_dim: n, qk_rope_head_dim: r, v_head_dim: v } = latent;
  const biased = config.attention_bias;
  return group('latent', [
    ...(q === undefined
      ? [matrix('q_proj', H * (n + r), d)]
      : [
          matrix('q_a_proj', q, d),
          ...(biased ? [vector('q_a_bias', q)] : []),
          vector('q_a_norm', q),
          matrix('q_b_proj', H * (n + r), q),
        ]),
    matrix('kv_a_proj', c + r, d),
    ...(biased ? [vector('kv_a_bias', c + r)] : []),
    vector('kv_a_norm', c),
    matrix('kv_b_proj', H * (n + v), c),
    matrix('o_proj', d, H * v),
    ...(config.output_bias ? [vector('o_bias', d)] : []),
  ]);
}

/** Gated DeltaNet: q, k, v and z, beta and the decay, a short convolution, the gated norm and the output. */
function gatedDeltaNet(config: Block): Part | undefined {
  if (!has(config, FIELDS.LINEAR)) return undefined;
  const d = config.hidden_size;
  const keys = config.linear_num_key_heads * config.linear_key_head_dim;
  const values = config.linear_num_value_heads * config.linear_value_head_dim;
  const heads = config.linear_num_value_heads;
  return group('delta', [
    matrix('delta_q_proj', keys, d),
    matrix('delta_k_proj', keys, d),
    matrix('delta_v_proj', values, d),
    matrix('z_proj', values, d),
    matrix('beta_proj', heads, d),
    matrix('decay_proj', heads, d),
    matrix('conv1d', 2 * keys + values, config.linear_conv_kernel_dim),
    vector('decay', 2 * heads),
    vector('gated_norm', config.linear_value_head_dim),
    matrix('o_proj', d, values),
  ]);
}

/** A gated feed-forward network of one width: three matrices. */
const gatedNetwork = (d: number, width: number, bias: boolean): Part[] => [
  matrix('mlp_gate', width, d),
  matrix('mlp_up', width, d),
  matrix('mlp_down', d, width),
  ...(bias ? [vector('mlp_bias', 2 * width + d)] : []),
];

function feedForward(config: Block, ffn: LayerKind['ffn']): Part | undefined {
  const { hidden_size: d, mlp_bias = false } = config;
  if (ffn === 'dense') {
    return has(config, FIELDS.DENSE)
      ? group('ffn', gatedNetwork(d, config.intermediate_size, mlp_bias))
      : undefined;
  }
  if (!has(config, FIELDS.EXPERTS)) return undefined;
  const shared = config.num_shared_experts > 0 ? config.shared_expert_intermediate_size : undefined;
  return group('moe', [
    matrix('router', config.num_experts, d),
    group(
      'expert',
      gatedNetwork(d, config.moe_intermediate_size, mlp_bias),
      config.num_experts,
      config.num_experts_per_tok,
    ),
    // The shared experts are one fused network.
    ...(shared === undefined
      ? []
      : [
          group('shared', [
            ...gatedNetwork(d, shared, mlp_bias),
            ...(config.shared_expert_gate === false ? [] : [matrix('shared_gate', 1, d)]),
          ]),
        ]),
  ]);
}

function mixer(config: Block, kind: LayerKind): Part | undefined {
  if (kind.mixer === 'delta') return gatedDeltaNet(config);
  if (kind.mixer === 'latent') return latentAttention(config);
  return softmaxAttention(config, config.linear_attention_layers !== undefined);
}

/**
 * A model taken apart: the embedding, each kind of layer with its parts, the last norm, the output head. The sums are
 * the totals of `parameterCounts`. A tied head has no parameters of its own and still multiplies.
 * Undefined when a needed field is unknown (`missingFields` says which): nothing is guessed.
 */
export function modelParts(config: AnatomyConfig): Part | undefined {
  const kinds = layerKinds(config);
  if (!kinds || missingFields(config).length > 0) return undefined;
  if (!has(config, FIELDS.BLOCK) || !has(config, FIELDS.EDGES)) return undefined;
  const { hidden_size: d, vocab_size: V, tie_word_embeddings: tied, norms_per_layer: norms = 2 } = config;
  const layers: Part[] = [];
  for (const kind of kinds) {
    const mixing = mixer(config, kind);
    const ffn = feedForward(config, kind.ffn);
    if (!mixing || !ffn) return undefined;
    const scales = { ...group('norms', [vector('norm', d)], norms) };
    layers.push({ ...group('layer', [mixing, ffn, scales], kind.layers), kind });
  }
  const head = matrix('head', V, d);
  return group('model', [
    { ...matrix('embedding', V, d), multiplies: 0 },
    ...layers,
    vector('final_norm', d),
    tied ? { ...head, count: 0, active: 0 } : head,
  ]);
}
