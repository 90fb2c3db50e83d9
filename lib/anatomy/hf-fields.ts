/** Something in a config.json that cannot be used as it stands. */
export interface HfProblem {
  readonly field: string;
  /** As JSON. */
  readonly found: string;
  readonly allowed: 'count' | 'number' | 'flag' | 'list' | 'object' | 'layers' | 'even';
}

/** A field and its value as text. */
export interface HfValue {
  readonly field: string;
  readonly value: string;
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
};

/** Does not change a model's size, its cache or its work: tokens, dropout, training, and how experts are weighed. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(
  `_attn_implementation _name_or_path architectures attention_dropout attn_dropout_prob attn_logit_softcapping auto_map
  aux_loss_alpha bf16 bos_token_id cache_implementation dtype emb_dropout_prob eos_token_id ep_size
  final_logit_softcapping fp16 fp32 hidden_act hidden_activation initializer_range layer_norm_epsilon
  max_position_embeddings model_type n_group norm_topk_prob onnx_safe output_router_logits pad_token_id pretraining_tp
  query_pre_attn_scalar rms_norm_eps rope_interleave rope_local_base_freq rope_parameters rope_scaling rope_theta
  rotary_emb_base routed_scaling_factor router_aux_loss_coef router_jitter_noise scale_attn_weights scoring_func
  seq_aux seq_length sliding_window_size softmax_in_fp32 tokenizer_class topk_group topk_method torch_dtype
  transformers_version use_cache use_cache_kernel use_cache_quantization use_dynamic_ntk use_flash_attn use_logn_attn`
    .split(/\s+/)
    .filter(Boolean),
);

/**
 * Reads the fields of one object and keeps account: what was read, what a default of the family stands for, what is
 * missing, what is of the wrong kind, and what nobody asked for. `null` is absent, as Hugging Face writes it.
 */
export class HfFields {
  private readonly read = new Set<string>();
  readonly missing: string[] = [];
  readonly assumed: HfValue[] = [];
  readonly problems: HfProblem[] = [];

  constructor(private readonly object: Readonly<Record<string, unknown>>) {}

  private get(field: string): unknown {
    this.read.add(field);
    return this.object[field] ?? undefined;
  }

  private wrong(field: string, value: unknown, allowed: HfProblem['allowed']): undefined {
    if (!this.problems.some((problem) => problem.field === field)) {
      this.problems.push({ field, found: shown(value), allowed });
    }
    return undefined;
  }

  /** A positive whole number, where the config gives it; `from` is the least that is allowed. */
  optionalCount(field: string, from = 1): number | undefined {
    const value = this.get(field);
    if (value === undefined) return undefined;
    const whole = typeof value === 'number' && Number.isSafeInteger(value) && value >= from && value < 1e12;
    return whole ? (value as number) : this.wrong(field, value, 'count');
  }

  /** A count without which the parts cannot be computed. */
  count(field: string, from = 1): number | undefined {
    const value = this.optionalCount(field, from);
    if (value === undefined && !this.problems.some((problem) => problem.field === field)) {
      this.missing.push(field);
    }
    return value;
  }

  /** A count whose absence means a value that the family's code fixes. */
  countOr(field: string, fallback: number | undefined, from = 1): number | undefined {
    const value = this.optionalCount(field, from);
    if (value !== undefined || fallback === undefined) return value;
    if (this.problems.some((problem) => problem.field === field)) return undefined;
    this.assumed.push({ field, value: shown(fallback) });
    return fallback;
  }

  number(field: string): number | undefined {
    const value = this.get(field);
    if (value === undefined) return undefined;
    return typeof value === 'number' && Number.isFinite(value) && value > 0
      ? value
      : this.wrong(field, value, 'number');
  }

  flag(field: string, fallback: boolean): boolean {
    const value = this.get(field);
    if (typeof value === 'boolean') return value;
    if (value !== undefined) this.wrong(field, value, 'flag');
    else this.assumed.push({ field, value: shown(fallback) });
    return fallback;
  }

  text(field: string): string | undefined {
    const value = this.get(field);
    return typeof value === 'string' ? value : undefined;
  }

  list(field: string): readonly unknown[] | undefined {
    const value = this.get(field);
    if (value === undefined) return undefined;
    return Array.isArray(value) ? value : this.wrong(field, value, 'list');
  }

  nested(field: string): Readonly<Record<string, unknown>> | undefined {
    const value = this.get(field);
    if (value === undefined) return undefined;
    return typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : this.wrong(field, value, 'object');
  }

  /** Says that a value which was read does not fit what the family can have. */
  refuse(field: string, allowed: HfProblem['allowed']): void {
    this.wrong(field, this.object[field], allowed);
  }

  /** Fields that were not read and may matter. */
  unread(): HfValue[] {
    return Object.entries(this.object)
      .filter(([field, value]) => !this.read.has(field) && !WITHOUT_EFFECT.has(field) && value !== null)
      .map(([field, value]) => ({ field, value: shown(value) }));
  }
}
