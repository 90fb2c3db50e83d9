import { type AnatomyConfig, type Field, type LayerKind, layerKinds } from './config';
import { stateFields } from './kv-cache';
import { modelParts } from './parts';

/** Floating-point operations, 2 per multiply-add; norms, softmax and other element-wise work are left out. */
export interface Flops {
  /** With the weights: the same for every token. */
  readonly weights: number;
  /** Scores and values of attention: grows with the context. */
  readonly attention: number;
  /** Update and read-out of the recurrent state: the same for every token. */
  readonly recurrence: number;
  readonly total: number;
}

const flops = (weights: number, attention: number, recurrence: number): Flops => ({
  weights,
  attention,
  recurrence,
  total: weights + attention + recurrence,
});

/** Sum of what each of `n` tokens attends to: itself and the tokens before it, `window` of them at most. */
function attendedPairs(n: number, window: number): number {
  const rising = Math.min(n, window);
  const sliding = n > window ? (n - window) * window : 0;
  return (rising * (rising + 1)) / 2 + sliding;
}

const windowOf = (config: AnatomyConfig, { mixer }: LayerKind): number =>
  mixer === 'sliding' ? (config.sliding_window ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;

/** Multiply-adds of one query with one cached token in one layer, over all heads: its score and its value. */
function pairMultiplies(config: AnatomyConfig, absorbed: boolean): number {
  const heads = config.num_attention_heads ?? Number.NaN;
  const { latent } = config;
  if (!latent) return heads * 2 * (config.head_dim ?? Number.NaN);
  const { kv_lora_rank: c, qk_nope_head_dim: n, qk_rope_head_dim: r, v_head_dim: v } = latent;
  return heads * (absorbed ? 2 * c + r : n + r + v);
}

/** Multiply-adds of one token with the state of one linear layer: `k S`, the rank-one update and `q S`. */
function stateMultiplies(config: AnatomyConfig): number {
  const { linear_num_value_heads: heads, linear_key_head_dim: k, linear_value_head_dim: v } = config;
  return 3 * (heads ?? Number.NaN) * (k ?? Number.NaN) * (v ?? Number.NaN);
}

function overLayers(
  kinds: readonly LayerKind[],
  of: (kind: LayerKind) => number,
  wanted: (kind: LayerKind) => boolean,
): number {
  return kinds.filter(wanted).reduce((sum, kind) => sum + kind.layers * of(kind), 0);
}

const recurrent = ({ mixer }: LayerKind) => mixer === 'delta';
const attends = ({ mixer }: LayerKind) => mixer !== 'delta';

/**
 * FLOPs to decode one token that attends to `context` tokens, itself among them. Latent attention is counted as it is
 * decoded: on the compressed cache, the up-projection folded into the query.
 */
export function decodeFlops(config: AnatomyConfig, context: number): Flops | undefined {
  const model = modelParts(config);
  const kinds = layerKinds(config);
  if (!model || !kinds) return undefined;
  const pair = pairMultiplies(config, true);
  return flops(
    2 * model.multiplies,
    2 * overLayers(kinds, (kind) => Math.min(context, windowOf(config, kind)) * pair, attends),
    2 * overLayers(kinds, () => stateMultiplies(config), recurrent),
  );
}

/** FLOPs to read a prompt of `context` tokens: causal attention, the output head for the last token only. */
export function prefillFlops(config: AnatomyConfig, context: number): Flops | undefined {
  const model = modelParts(config);
  const kinds = layerKinds(config);
  if (!model || !kinds) return undefined;
  const head = model.parts?.find(({ id }) => id === 'head')?.multiplies ?? 0;
  const pair = pairMultiplies(config, false);
  return flops(
    2 * (context * (model.multiplies - head) + head),
    2 * overLayers(kinds, (kind) => attendedPairs(context, windowOf(config, kind)) * pair, attends),
    2 * context * overLayers(kinds, () => stateMultiplies(config), recurrent),
  );
}

/** Fields that the mixing work of one decoded token is computed from. */
export function mixingFields(config: AnatomyConfig): Field[] {
  const layers: Field[] =
    config.linear_attention_layers === undefined
      ? ['num_hidden_layers']
      : ['full_attention_layers', ...stateFields(config)];
  return config.latent ? layers : [...layers, 'num_attention_heads', 'head_dim'];
}

/**
 * FLOPs to mix one decoded token with the `context` tokens before it: attention's scores and values, which grow with the
 * context, and the recurrent state's update and read-out, which do not. Weights are left out.
 */
export function mixingFlops(config: AnatomyConfig, context: number): number | undefined {
  const kinds = layerKinds(config);
  if (!kinds) return undefined;
  const pair = pairMultiplies(config, true);
  const attention = overLayers(kinds, (kind) => Math.min(context, windowOf(config, kind)) * pair, attends);
  return 2 * (attention + overLayers(kinds, () => stateMultiplies(config), recurrent));
}
