/** A query and the node that must stand first; of several that are equally right, any of them. */
export const SEARCH_CASES: readonly (readonly [query: string, ...first: string[]])[] = [
  // Names, ids, abbreviations and aliases.
  ['GQA', 'gqa'],
  ['grouped-query attention', 'gqa'],
  ['gated-deltanet', 'gated-deltanet'],
  ['Gated DeltaNet', 'gated-deltanet'],
  ['swiglu', 'swiglu'],
  ['prenorm', 'pre-norm'],
  ['qwen3', 'qwen3'],
  ['qwen2.5-7b', 'qwen2.5-7b'],
  ['Qwen2.5 7B', 'qwen2.5-7b'],
  ['qwen3-235b-a22b', 'qwen3-235b-a22b'],
  ['qwen3.post-1', 'qwen3.post-1'],
  ['arxiv.2104.09864', 'arxiv.2104.09864'],
  // Slips of the finger.
  ['gropued query atention', 'gqa'],
  ['swigl', 'swiglu'],
  ['rmsnrom', 'rmsnorm'],
  ['yran', 'yarn'],
  ['speculativ decodng', 'speculative-decoding'],
  ['Gated DelatNet', 'gated-deltanet'],
  // Chinese: whole names, parts of them, mixed with Latin, full width.
  ['分组查询注意力', 'gqa'],
  ['分组查询', 'gqa'],
  ['GQA注意力', 'gqa'],
  ['ＧＱＡ', 'gqa'],
  ['旋转位置', 'rope'],
  ['长思维链', 'long-cot-cold-start', 'qwen3.post-1'],
  ['组相对策略优化', 'grpo'],
  ['混合专家', 'moe'],
  ['思考预算', 'thinking-budget'],
  ['投机解码', 'speculative-decoding'],
  ['零中心RMSNorm', 'zero-centered-rmsnorm'],
  // Claims by number and by what they say.
  ['claim.w6', 'claim.w6'],
  ['W6', 'claim.w6'],
  ['KV缓存减少40%', 'claim.w6'],
  ['40% reduction of the KV cache', 'claim.w6'],
  // Sources by title and id.
  ['Attention is all you need', 'arxiv.1706.03762'],
  // Words of the prose and of formulas.
  ['KV cache', 'gqa', 'mqa', 'linear-attention', 'mha'],
  ['\\operatorname{SiLU}', 'swiglu', 'gated-deltanet'],
  ['multi token prediction', 'mtp'],
];
