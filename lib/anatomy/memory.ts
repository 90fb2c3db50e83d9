import type { AnatomyConfig } from './config';
import { convolutionStateElements, kvElements, recurrentStateElements } from './kv-cache';
import { parameterCounts } from './parameters';

/** What a model is run with. Sizes are bytes of one number: 2 for bf16, 1 for fp8 or int8, 0.5 for int4. */
export interface Setting {
  /** Tokens of one sequence. */
  readonly context: number;
  /** Sequences at once. */
  readonly batch: number;
  readonly weightBytes: number;
  readonly cacheBytes: number;
}

/** Bytes; activations and what a runtime needs besides are left out. */
export interface Memory {
  readonly weights: number;
  readonly kv: number;
  /** Recurrent and convolution state of linear-attention layers. */
  readonly state: number;
  readonly total: number;
}

/** Memory of a model at a context, a batch and a precision. Undefined when a needed field is unknown. */
export function memory(config: AnatomyConfig, setting: Setting): Memory | undefined {
  const parameters = parameterCounts(config)?.total;
  const cached = kvElements(config, setting.context);
  const recurrent = recurrentStateElements(config);
  const convolution = convolutionStateElements(config);
  if (parameters === undefined || cached === undefined) return undefined;
  if (recurrent === undefined || convolution === undefined) return undefined;
  const weights = parameters * setting.weightBytes;
  const kv = setting.batch * cached * setting.cacheBytes;
  const state = setting.batch * (recurrent + convolution) * setting.cacheBytes;
  return { weights, kv, state, total: weights + kv + state };
}
