import type { AnatomyConfig, LayerKind } from './config';
import type { HfFields } from './hf-fields';

/**
 * What the code of each family reads from a config.json, and what it takes for a field that is absent: Hugging Face
 * transformers, `configuration_*.py` and `modeling_*.py` of the family. Qwen (1): its own remote code.
 */
export interface HfFamily {
  readonly name: string;
  /** Values of `model_type`. */
  readonly types: readonly string[];
  readonly read: (fields: HfFields) => AnatomyConfig;
}

type LayerOf = (index: number) => Pick<LayerKind, 'mixer' | 'ffn'>;

/** Layers that are alike, counted; in the order in which they first come. */
function countKinds(layers: number | undefined, of: LayerOf): LayerKind[] {
  const kinds: LayerKind[] = [];
  for (let index = 0; index < Math.min(layers ?? 0, 10_000); index += 1) {
    const { mixer, ffn } = of(index);
    const known = kinds.findIndex((kind) => kind.mixer === mixer && kind.ffn === ffn);
    if (known < 0) kinds.push({ mixer, ffn, layers: 1 });
    else kinds[known] = { mixer, ffn, layers: (kinds[known]?.layers ?? 0) + 1 };
  }
  return kinds;
}

/** The shape that every family states alike. */
function shape(fields: HfFields) {
  return {
    num_hidden_layers: fields.count('num_hidden_layers'),
    hidden_size: fields.count('hidden_size'),
    vocab_size: fields.count('vocab_size'),
  };
}

interface HeadDefaults {
  readonly heads?: number;
  readonly groups?: number;
  readonly width?: number;
}

/** Heads of softmax attention: without `num_key_value_heads` every query head has its own, without `head_dim` they share the width. */
function heads(fields: HfFields, hidden: number | undefined, given: HeadDefaults = {}) {
  const num_attention_heads =
    given.heads === undefined
      ? fields.count('num_attention_heads')
      : fields.countOr('num_attention_heads', given.heads);
  const shared =
    num_attention_heads !== undefined && hidden !== undefined ? hidden / num_attention_heads : undefined;
  const head_dim = fields.countOr('head_dim', given.width ?? shared);
  if (head_dim !== undefined && !Number.isInteger(head_dim)) fields.refuse('num_attention_heads', 'even');
  return {
    num_attention_heads,
    num_key_value_heads: fields.countOr('num_key_value_heads', given.groups ?? num_attention_heads),
    head_dim,
  };
}

/** The base of the rotation, from either place where it is written, and the part of a head that is rotated. */
function rotation(fields: HfFields) {
  const parameters = fields.nested('rope_parameters');
  const nested = (name: string) => {
    const value = parameters?.[name];
    return typeof value === 'number' ? value : undefined;
  };
  const rope_theta = fields.number('rope_theta') ?? nested('rope_theta');
  const partial_rotary_factor = fields.number('partial_rotary_factor') ?? nested('partial_rotary_factor');
  return {
    ...(rope_theta === undefined ? {} : { rope_theta }),
    ...(partial_rotary_factor === undefined ? {} : { partial_rotary_factor }),
    ...epsilon(fields),
  };
}

function epsilon(fields: HfFields) {
  const rms_norm_eps = fields.number('rms_norm_eps');
  return rms_norm_eps === undefined ? {} : { rms_norm_eps };
}

/** `layer_types` where the config lists them, else what the family does at that index. */
function mixers(
  fields: HfFields,
  layers: number | undefined,
  otherwise: (index: number) => LayerKind['mixer'],
): (index: number) => LayerKind['mixer'] {
  const types = fields.list('layer_types');
  if (!types) return otherwise;
  const known: Record<string, LayerKind['mixer']> = {
    full_attention: 'full',
    sliding_attention: 'sliding',
    linear_attention: 'delta',
  };
  if (types.length !== layers || types.some((type) => known[String(type)] === undefined)) {
    fields.refuse('layer_types', 'layers');
  }
  return (index) => known[String(types[index])] ?? 'full';
}

function llama(fields: HfFields): AnatomyConfig {
  const base = shape(fields);
  const attention_bias = fields.flag('attention_bias', false);
  return {
    arch: 'dense',
    ...base,
    ...heads(fields, base.hidden_size),
    intermediate_size: fields.count('intermediate_size'),
    tie_word_embeddings: fields.flag('tie_word_embeddings', false),
    attention_bias,
    output_bias: attention_bias,
    mlp_bias: fields.flag('mlp_bias', false),
    qk_norm: false,
    ...rotation(fields),
  };
}

/** Mistral slides in every layer where it gives a window. */
function window(fields: HfFields, layers: number | undefined, ffn: LayerKind['ffn']) {
  const sliding_window = fields.optionalCount('sliding_window');
  const of = mixers(fields, layers, () => (sliding_window === undefined ? 'full' : 'sliding'));
  return {
    ...(sliding_window === undefined ? {} : { sliding_window }),
    layer_kinds: countKinds(layers, (index) => ({ mixer: of(index), ffn })),
  };
}

function mistral(fields: HfFields): AnatomyConfig {
  const base = shape(fields);
  return {
    arch: 'dense',
    ...base,
    ...heads(fields, base.hidden_size),
    intermediate_size: fields.count('intermediate_size'),
    tie_word_embeddings: fields.flag('tie_word_embeddings', false),
    attention_bias: false,
    qk_norm: false,
    ...window(fields, base.num_hidden_layers, 'dense'),
    ...rotation(fields),
  };
}

/** `intermediate_size` is the width of one expert. */
function mixtral(fields: HfFields): AnatomyConfig {
  const base = shape(fields);
  return {
    arch: 'moe',
    ...base,
    ...heads(fields, base.hidden_size),
    moe_intermediate_size: fields.count('intermediate_size'),
    num_experts: fields.count('num_local_experts'),
    num_experts_per_tok: fields.count('num_experts_per_tok'),
    num_shared_experts: 0,
    tie_word_embeddings: fields.flag('tie_word_embeddings', false),
    attention_bias: false,
    qk_norm: false,
    ...window(fields, base.num_hidden_layers, 'moe'),
    ...rotation(fields),
  };
}

/** Gemma ties its embeddings unless told otherwise, and its head width is its own. */
function gemma(fields: HfFields): AnatomyConfig {
  const base = shape(fields);
  const attention_bias = fields.flag('attention_bias', false);
  return {
    arch: 'dense',
    ...base,
    ...heads(fields, base.hidden_size, { width: 256 }),
    intermediate_size: fields.count('intermediate_size'),
    tie_word_embeddings: fields.flag('tie_word_embeddings', true),
    attention_bias,
    output_bias: attention_bias,
    qk_norm: false,
    ...rotation(fields),
  };
}

/** Every second layer slides, the first among them; norms before and after both halves of a layer. */
function gemma2(fields: HfFields): AnatomyConfig {
  const base = gemma(fields);
  const of = mixers(fields, base.num_hidden_layers, (index) => (index % 2 === 0 ? 'sliding' : 'full'));
  return {
    ...base,
    norms_per_layer: 4,
    sliding_window: fields.countOr('sliding_window', 4096),
    layer_kinds: countKinds(base.num_hidden_layers, (index) => ({ mixer: of(index), ffn: 'dense' })),
  };
}

/** Five layers slide, the sixth does not; queries and keys are normed. The class fixes what the file leaves out. */
function gemma3(fields: HfFields): AnatomyConfig {
  const num_hidden_layers = fields.count('num_hidden_layers');
  const hidden_size = fields.count('hidden_size');
  const attention_bias = fields.flag('attention_bias', false);
  const pattern = fields.countOr('sliding_window_pattern', 6) ?? 6;
  const of = mixers(fields, num_hidden_layers, (index) => ((index + 1) % pattern === 0 ? 'full' : 'sliding'));
  return {
    arch: 'dense',
    num_hidden_layers,
    hidden_size,
    vocab_size: fields.countOr('vocab_size', 262_208),
    ...heads(fields, hidden_size, { heads: 8, groups: 4, width: 256 }),
    intermediate_size: fields.count('intermediate_size'),
    tie_word_embeddings: fields.flag('tie_word_embeddings', true),
    attention_bias,
    output_bias: attention_bias,
    qk_norm: true,
    norms_per_layer: 4,
    sliding_window: fields.countOr('sliding_window', 4096),
    layer_kinds: countKinds(num_hidden_layers, (index) => ({ mixer: of(index), ffn: 'dense' })),
    ...rotation(fields),
  };
}

/** Latent attention; the first layers are dense, the others have routed and shared experts without a gate. */
function deepseek(fields: HfFields): AnatomyConfig {
  const base = shape(fields);
  const attention_bias = fields.flag('attention_bias', false);
  const kv_lora_rank = fields.count('kv_lora_rank');
  const qk_nope_head_dim = fields.count('qk_nope_head_dim');
  const qk_rope_head_dim = fields.count('qk_rope_head_dim');
  const v_head_dim = fields.count('v_head_dim');
  const q_lora_rank = fields.optionalCount('q_lora_rank');
  const latent =
    kv_lora_rank && qk_nope_head_dim && qk_rope_head_dim && v_head_dim
      ? {
          ...(q_lora_rank ? { q_lora_rank } : {}),
          kv_lora_rank,
          qk_nope_head_dim,
          qk_rope_head_dim,
          v_head_dim,
        }
      : undefined;
  const dense = fields.countOr('first_k_dense_replace', 0, 0) ?? 0;
  const every = fields.countOr('moe_layer_freq', 1) ?? 1;
  const moe_intermediate_size = fields.count('moe_intermediate_size');
  const num_shared_experts = fields.countOr('n_shared_experts', 0, 0);
  fields.optionalCount('num_key_value_heads');
  fields.optionalCount('head_dim');
  return {
    arch: 'moe',
    ...base,
    num_attention_heads: fields.count('num_attention_heads'),
    intermediate_size: fields.count('intermediate_size'),
    num_experts: fields.count('n_routed_experts'),
    num_experts_per_tok: fields.count('num_experts_per_tok'),
    num_shared_experts,
    moe_intermediate_size,
    ...(num_shared_experts && moe_intermediate_size
      ? { shared_expert_intermediate_size: num_shared_experts * moe_intermediate_size }
      : {}),
    shared_expert_gate: false,
    tie_word_embeddings: fields.flag('tie_word_embeddings', false),
    attention_bias,
    output_bias: attention_bias,
    latent,
    layer_kinds: countKinds(base.num_hidden_layers, (index) => ({
      mixer: 'latent',
      ffn: index >= dense && index % every === 0 ? 'moe' : 'dense',
    })),
    ...rotation(fields),
  };
}

/** The first Qwen: `intermediate_size` is both branches together, heads are `kv_channels` wide, q, k and v have a bias. */
function qwen(fields: HfFields): AnatomyConfig {
  const both = fields.count('intermediate_size');
  if (both !== undefined && both % 2 !== 0) fields.refuse('intermediate_size', 'even');
  const num_attention_heads = fields.count('num_attention_heads');
  const rope_theta = fields.number('rotary_emb_base');
  const rotated = fields.number('rotary_pct');
  const rest = fields.flag('no_bias', true);
  return {
    arch: 'dense',
    ...shape(fields),
    num_attention_heads,
    num_key_value_heads: num_attention_heads,
    head_dim: fields.count('kv_channels'),
    ...(both === undefined ? {} : { intermediate_size: both / 2 }),
    tie_word_embeddings: fields.flag('tie_word_embeddings', false),
    attention_bias: true,
    output_bias: !rest,
    mlp_bias: !rest,
    qk_norm: false,
    ...(rope_theta === undefined ? {} : { rope_theta }),
    ...(rotated === undefined ? {} : { partial_rotary_factor: rotated }),
  };
}

/** Qwen2 slides from layer `max_window_layers` on, and only where `use_sliding_window` says so. */
function qwenWindow(fields: HfFields, layers: number | undefined, ffn: (index: number) => LayerKind['ffn']) {
  const slides = fields.flag('use_sliding_window', false);
  const size = fields.optionalCount('sliding_window');
  const from = fields.optionalCount('max_window_layers', 0) ?? 0;
  const of = mixers(fields, layers, (index) =>
    slides && size !== undefined && index >= from ? 'sliding' : 'full',
  );
  return {
    ...(slides && size !== undefined ? { sliding_window: size } : {}),
    layer_kinds: countKinds(layers, (index) => ({ mixer: of(index), ffn: ffn(index) })),
  };
}

function qwen2(fields: HfFields): AnatomyConfig {
  const base = shape(fields);
  return {
    arch: 'dense',
    ...base,
    ...heads(fields, base.hidden_size),
    intermediate_size: fields.count('intermediate_size'),
    tie_word_embeddings: fields.flag('tie_word_embeddings', false),
    attention_bias: true,
    qk_norm: false,
    ...qwenWindow(fields, base.num_hidden_layers, () => 'dense'),
    ...rotation(fields),
  };
}

function qwen3(fields: HfFields): AnatomyConfig {
  const base = shape(fields);
  const attention_bias = fields.flag('attention_bias', false);
  return {
    arch: 'dense',
    ...base,
    ...heads(fields, base.hidden_size, { width: 128 }),
    intermediate_size: fields.count('intermediate_size'),
    tie_word_embeddings: fields.flag('tie_word_embeddings', false),
    attention_bias,
    output_bias: attention_bias,
    qk_norm: true,
    ...qwenWindow(fields, base.num_hidden_layers, () => 'dense'),
    ...rotation(fields),
  };
}

/** Which layers have experts: each `decoder_sparse_step`-th, but those that `mlp_only_layers` names. */
function sparse(fields: HfFields): (index: number) => LayerKind['ffn'] {
  const step = fields.countOr('decoder_sparse_step', 1) ?? 1;
  const dense = fields.list('mlp_only_layers') ?? [];
  return (index) => ((index + 1) % step === 0 && !dense.includes(index) ? 'moe' : 'dense');
}

function experts(fields: HfFields, shared: boolean) {
  const moe_intermediate_size = fields.count('moe_intermediate_size');
  const width = shared ? fields.count('shared_expert_intermediate_size', 0) : 0;
  return {
    num_experts: fields.count('num_experts'),
    num_experts_per_tok: fields.count('num_experts_per_tok'),
    moe_intermediate_size,
    // One fused network: as many experts as its width holds.
    ...(width === undefined || moe_intermediate_size === undefined
      ? {}
      : { num_shared_experts: width === 0 ? 0 : Math.max(1, Math.round(width / moe_intermediate_size)) }),
    ...(width ? { shared_expert_intermediate_size: width } : {}),
  };
}

function qwen2Moe(fields: HfFields): AnatomyConfig {
  const base = shape(fields);
  return {
    arch: 'moe',
    ...base,
    ...heads(fields, base.hidden_size),
    intermediate_size: fields.optionalCount('intermediate_size'),
    ...experts(fields, true),
    tie_word_embeddings: fields.flag('tie_word_embeddings', false),
    attention_bias: fields.flag('qkv_bias', true),
    qk_norm: false,
    ...qwenWindow(fields, base.num_hidden_layers, sparse(fields)),
    ...rotation(fields),
  };
}

function qwen3Moe(fields: HfFields): AnatomyConfig {
  const base = shape(fields);
  const attention_bias = fields.flag('attention_bias', false);
  return {
    arch: 'moe',
    ...base,
    ...heads(fields, base.hidden_size),
    intermediate_size: fields.optionalCount('intermediate_size'),
    ...experts(fields, false),
    tie_word_embeddings: fields.flag('tie_word_embeddings', false),
    attention_bias,
    output_bias: attention_bias,
    qk_norm: true,
    ...qwenWindow(fields, base.num_hidden_layers, sparse(fields)),
    ...rotation(fields),
  };
}

/** Three Gated DeltaNet layers to one gated attention layer, unless `layer_types` says otherwise. */
function qwen3Next(fields: HfFields): AnatomyConfig {
  const base = shape(fields);
  const layers = base.num_hidden_layers;
  const interval = fields.countOr('full_attention_interval', 4) ?? 4;
  const of = mixers(fields, layers, (index) => ((index + 1) % interval === 0 ? 'full' : 'delta'));
  const ffn = sparse(fields);
  const layer_kinds = countKinds(layers, (index) => ({ mixer: of(index), ffn: ffn(index) }));
  const counted = (mixer: LayerKind['mixer']) =>
    layer_kinds.reduce((sum, kind) => sum + (kind.mixer === mixer ? kind.layers : 0), 0);
  const attention_bias = fields.flag('attention_bias', false);
  return {
    arch: 'moe',
    ...base,
    ...heads(fields, base.hidden_size, { width: 256 }),
    intermediate_size: fields.optionalCount('intermediate_size'),
    ...experts(fields, true),
    tie_word_embeddings: fields.flag('tie_word_embeddings', false),
    attention_bias,
    output_bias: attention_bias,
    qk_norm: true,
    full_attention_layers: counted('full'),
    linear_attention_layers: counted('delta'),
    linear_num_key_heads: fields.count('linear_num_key_heads'),
    linear_num_value_heads: fields.count('linear_num_value_heads'),
    linear_key_head_dim: fields.count('linear_key_head_dim'),
    linear_value_head_dim: fields.count('linear_value_head_dim'),
    linear_conv_kernel_dim: fields.count('linear_conv_kernel_dim'),
    layer_kinds,
    ...rotation(fields),
  };
}

export const HF_FAMILIES: readonly HfFamily[] = [
  { name: 'Llama', types: ['llama'], read: llama },
  { name: 'Mistral', types: ['mistral'], read: mistral },
  { name: 'Mixtral', types: ['mixtral'], read: mixtral },
  { name: 'Gemma', types: ['gemma'], read: gemma },
  { name: 'Gemma 2', types: ['gemma2'], read: gemma2 },
  { name: 'Gemma 3', types: ['gemma3_text', 'gemma3'], read: gemma3 },
  { name: 'DeepSeek-V2', types: ['deepseek_v2'], read: deepseek },
  { name: 'DeepSeek-V3', types: ['deepseek_v3'], read: deepseek },
  { name: 'Qwen', types: ['qwen'], read: qwen },
  { name: 'Qwen2', types: ['qwen2'], read: qwen2 },
  { name: 'Qwen2-MoE', types: ['qwen2_moe'], read: qwen2Moe },
  { name: 'Qwen3', types: ['qwen3'], read: qwen3 },
  { name: 'Qwen3-MoE', types: ['qwen3_moe'], read: qwen3Moe },
  { name: 'Qwen3-Next', types: ['qwen3_next'], read: qwen3Next },
];
