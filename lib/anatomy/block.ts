import { type AnatomyConfig, FIELDS, has, type LayerKind } from './config';

/** A shape on an arrow: `T` is the number of tokens, the rest are numbers from the config. */
export type Shape = readonly ('T' | number)[];

/** A box of the drawing: what happens in it, line by line, and the shape that leaves it. */
export interface BlockBox {
  readonly id: string;
  /** Names of modules and operations, as they are written in code. */
  readonly lines: readonly string[];
  readonly out: Shape;
}

/** A row of boxes side by side: what leaves the row above goes into each of them. */
export interface BlockRow {
  readonly boxes: readonly BlockBox[];
  /** `add` joins the stream that ran past since the last `add` (or the top). */
  readonly join?: 'add';
}

/** One layer from top to bottom, as rows. */
export interface Block {
  readonly kind: LayerKind;
  /** What enters the layer. */
  readonly input: Shape;
  readonly rows: readonly BlockRow[];
}

const row = (...boxes: BlockBox[]): BlockRow => ({ boxes });
const box = (id: string, out: Shape, ...lines: string[]): BlockBox => ({ id, lines, out });

/** `RoPE`, with how many of a head's dimensions it turns where it does not turn all. */
function ropeLine({ head_dim, partial_rotary_factor: part }: AnatomyConfig): string {
  if (part === undefined || part >= 1 || head_dim === undefined) return 'RoPE';
  return `RoPE ${head_dim * part}/${head_dim}`;
}

function softmaxRows(config: AnatomyConfig, kind: LayerKind): BlockRow[] | undefined {
  if (!has(config, FIELDS.BLOCK) || !has(config, FIELDS.HEADS)) return undefined;
  const { hidden_size: d, head_dim: h, num_attention_heads: H, num_key_value_heads: G } = config;
  const gated = config.linear_attention_layers !== undefined;
  const turned = [...(config.qk_norm ? ['QK-Norm'] : []), ropeLine(config)];
  const bias = config.attention_bias ? ['+ bias'] : [];
  return [
    row(
      box('q', ['T', H, h], 'q_proj', ...bias, ...turned),
      box('k', ['T', G, h], 'k_proj', ...bias, ...turned),
      box('v', ['T', G, h], 'v_proj', ...bias),
      ...(gated ? [box('gate', ['T', H * h], 'gate', 'σ')] : []),
    ),
    row(
      box(
        'attention',
        ['T', H * h],
        kind.mixer === 'sliding' ? `softmax, window ${config.sliding_window}` : 'softmax(q·k)·v',
        ...(gated ? ['× gate'] : []),
      ),
    ),
    row(box('o', ['T', d], 'o_proj')),
  ];
}

function latentRows(config: AnatomyConfig): BlockRow[] | undefined {
  if (!has(config, FIELDS.BLOCK) || !config.latent) return undefined;
  const { hidden_size: d, num_attention_heads: H, latent } = config;
  const { q_lora_rank, kv_lora_rank: c, qk_nope_head_dim: n, qk_rope_head_dim: r, v_head_dim: v } = latent;
  const turned = `RoPE ${r}/${n + r}`;
  const cached = box('kv_a', ['T', c + r], 'kv_a_proj', `RMSNorm, RoPE ${r}`);
  const projections =
    q_lora_rank === undefined
      ? [
          row(
            box('q', ['T', H, n + r], 'q_proj', turned),
            box('kv', ['T', H, n + v], ...cached.lines, `cache T×${c + r}`, 'kv_b_proj'),
          ),
        ]
      : [
          row(box('q_a', ['T', q_lora_rank], 'q_a_proj', 'RMSNorm'), cached),
          row(box('q_b', ['T', H, n + r], 'q_b_proj', turned), box('kv_b', ['T', H, n + v], 'kv_b_proj')),
        ];
  return [
    ...projections,
    row(box('attention', ['T', H * v], 'softmax(q·k)·v')),
    row(box('o', ['T', d], 'o_proj')),
  ];
}

function deltaRows(config: AnatomyConfig): BlockRow[] | undefined {
  if (!has(config, FIELDS.BLOCK) || !has(config, FIELDS.LINEAR)) return undefined;
  const d = config.hidden_size;
  const { linear_num_key_heads: K, linear_num_value_heads: V } = config;
  const { linear_key_head_dim: k, linear_value_head_dim: v } = config;
  return [
    row(
      box('qkv', ['T', 2 * K * k + V * v], 'q, k, v', `conv ${config.linear_conv_kernel_dim}`, 'SiLU'),
      box('beta', ['T', 2, V], 'β, α', 'σ, decay'),
      box('z', ['T', V, v], 'z_proj', 'SiLU'),
    ),
    row(box('delta', ['T', V, v], 'gated delta rule', `S: ${V}×${k}×${v}`)),
    row(box('gated_norm', ['T', V * v], 'RMSNorm × z')),
    row(box('o', ['T', d], 'o_proj')),
  ];
}

function feedForwardRows(config: AnatomyConfig, ffn: LayerKind['ffn']): BlockRow[] | undefined {
  if (!has(config, FIELDS.BLOCK)) return undefined;
  const d = config.hidden_size;
  if (ffn === 'dense') {
    if (!has(config, FIELDS.DENSE)) return undefined;
    const f = config.intermediate_size;
    return [
      row(box('mlp_gate', ['T', f], 'gate_proj', 'act'), box('mlp_up', ['T', f], 'up_proj')),
      row(box('mlp_down', ['T', d], 'gate × up', 'down_proj')),
    ];
  }
  if (!has(config, FIELDS.EXPERTS)) return undefined;
  const { num_experts: E, num_experts_per_tok: k, moe_intermediate_size: w } = config;
  const shared = config.num_shared_experts > 0 ? config.shared_expert_intermediate_size : undefined;
  return [
    row(
      box('router', ['T', k], 'router', `top ${k} of ${E}`),
      box('experts', ['T', k, w], `${k} × expert`, 'gate, up'),
      ...(shared === undefined ? [] : [box('shared', ['T', shared], 'shared', 'gate, up')]),
    ),
    row(box('combine', ['T', d], 'down_proj', 'Σ weight × expert')),
  ];
}

/** A layer of this kind as a drawing: rows of boxes with the shape that leaves each. Undefined when a width is unknown. */
export function layerBlock(config: AnatomyConfig, kind: LayerKind): Block | undefined {
  const d = config.hidden_size;
  if (d === undefined) return undefined;
  const mixing =
    kind.mixer === 'delta'
      ? deltaRows(config)
      : kind.mixer === 'latent'
        ? latentRows(config)
        : softmaxRows(config, kind);
  const ffn = feedForwardRows(config, kind.ffn);
  if (!mixing || !ffn) return undefined;
  const sandwich = (config.norms_per_layer ?? 2) > 2;
  const norm = (id: string) => row(box(id, ['T', d], 'RMSNorm'));
  const add = (id: string): BlockRow => ({ boxes: [box(id, ['T', d], '+')], join: 'add' });
  return {
    kind,
    input: ['T', d],
    rows: [
      norm('norm_1'),
      ...mixing,
      ...(sandwich ? [norm('norm_1_after')] : []),
      add('add_1'),
      norm('norm_2'),
      ...ffn,
      ...(sandwich ? [norm('norm_2_after')] : []),
      add('add_2'),
    ],
  };
}
