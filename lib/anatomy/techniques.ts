import { type AnatomyConfig, layerKinds } from './config';

/** A technique that a config shows, and the fields that show it. `id` is a technique's slug where a pack may know it. */
export interface ShownTechnique {
  readonly id: string;
  readonly fields: readonly { readonly field: string; readonly value: string }[];
}

type Raw = Readonly<Record<string, unknown>>;

/** Expert share from which a model counts as ultra-sparse: one in fifty. */
const ULTRA_SPARSE = 1 / 50;

const record = (value: unknown): Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {};

/** The kind of position scaling, from any of the places where it is written. */
function ropeScaling(raw: Raw): string | undefined {
  for (const place of [record(raw.rope_scaling), record(raw.rope_parameters)]) {
    const kind = place.rope_type ?? place.type;
    if (typeof kind === 'string' && kind !== 'default') return kind;
  }
  return undefined;
}

const SCALINGS: Readonly<Record<string, string>> = {
  yarn: 'yarn',
  dynamic: 'dynamic-ntk',
  linear: 'linear-rope-scaling',
  llama3: 'llama3-rope-scaling',
  longrope: 'longrope',
};

/**
 * The techniques that a config shows by its fields: only what a field states, each with the field. `raw` is the file as
 * it was written, for what does not change the parts.
 */
export function shownTechniques(config: AnatomyConfig, raw: Raw = {}): ShownTechnique[] {
  const shown: ShownTechnique[] = [];
  const show = (id: string, ...fields: readonly (readonly [string, unknown])[]) =>
    shown.push({ id, fields: fields.map(([field, value]) => ({ field, value: String(value) })) });
  const kinds = layerKinds(config) ?? [];
  const layersWith = (mixer: string) =>
    kinds.reduce((sum, kind) => sum + (kind.mixer === mixer ? kind.layers : 0), 0);

  const { num_attention_heads: H, num_key_value_heads: G, latent } = config;
  if (latent) show('multi-head-latent-attention', ['kv_lora_rank', latent.kv_lora_rank]);
  else if (H !== undefined && G !== undefined) {
    show(G === H ? 'mha' : G === 1 ? 'mqa' : 'gqa', ['num_attention_heads', H], ['num_key_value_heads', G]);
  }
  if (layersWith('delta') > 0) {
    show('gated-deltanet', ['linear_attention_layers', layersWith('delta')]);
    show('hybrid-attention', ['full_attention_layers', layersWith('full')]);
  }
  if (layersWith('sliding') > 0 && config.sliding_window) {
    show('sliding-window', ['sliding_window', config.sliding_window]);
  }
  if (config.qk_norm) show('qk-norm', ['qk_norm', true]);
  if (config.attention_bias && !config.output_bias) show('qkv-bias', ['attention_bias', true]);
  if (config.tie_word_embeddings !== undefined) {
    show(config.tie_word_embeddings ? 'tied-embeddings' : 'untied-embeddings', [
      'tie_word_embeddings',
      config.tie_word_embeddings,
    ]);
  }

  const part = config.partial_rotary_factor;
  if (part !== undefined && part < 1) show('partial-rope', ['partial_rotary_factor', part]);
  else if (config.rope_theta !== undefined) show('rope', ['rope_theta', config.rope_theta]);
  const scaling = ropeScaling(raw);
  if (scaling !== undefined) show(SCALINGS[scaling] ?? `rope-scaling-${scaling}`, ['rope_scaling', scaling]);
  if (raw.use_dynamic_ntk === true) show('dynamic-ntk', ['use_dynamic_ntk', true]);
  if (raw.use_logn_attn === true) show('logn-scaling', ['use_logn_attn', true]);

  if (config.rms_norm_eps !== undefined) show('rmsnorm', ['rms_norm_eps', config.rms_norm_eps]);
  if (raw.hidden_act === 'silu') show('swiglu', ['hidden_act', 'silu']);
  if (typeof raw.attn_logit_softcapping === 'number') {
    show('logit-soft-capping', ['attn_logit_softcapping', raw.attn_logit_softcapping]);
  }

  const { num_experts: E, num_experts_per_tok: k, moe_intermediate_size: width, hidden_size: d } = config;
  if (E !== undefined && k !== undefined) {
    show('moe', ['num_experts', E], ['num_experts_per_tok', k]);
    // An expert narrower than the model: the field's own sign that a dense network was cut finer.
    if (width !== undefined && d !== undefined && width < d) {
      show('fine-grained-experts', ['moe_intermediate_size', width], ['hidden_size', d]);
    }
    if (k / E <= ULTRA_SPARSE) show('ultra-sparse-moe', ['num_experts_per_tok', k], ['num_experts', E]);
  }
  if (config.num_shared_experts) show('shared-experts', ['num_shared_experts', config.num_shared_experts]);
  if (typeof raw.num_nextn_predict_layers === 'number' && raw.num_nextn_predict_layers > 0) {
    show('mtp', ['num_nextn_predict_layers', raw.num_nextn_predict_layers]);
  }
  return shown;
}
