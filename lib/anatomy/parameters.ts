export { missingFields } from './config';

import type { AnatomyConfig } from './config';
import { modelParts } from './parts';

/** Parameters of a decoder-only model. All numbers are counts of scalars. */
export interface ParameterCounts {
  readonly embedding: number;
  readonly total: number;
  /** Without the input embedding and, when it is a matrix of its own, the output head. */
  readonly non_embedding: number;
  /** What one token passes through: the routed experts chosen for it instead of all of them. */
  readonly active: number;
  readonly active_non_embedding: number;
}

/**
 * Counts a model's parameters from its config: `V d (1 or 2) + sum over layers (mixer + ffn + norms) + d`.
 * Undefined when a needed field is unknown (`missingFields` says which): nothing is guessed.
 */
export function parameterCounts(config: AnatomyConfig): ParameterCounts | undefined {
  const model = modelParts(config);
  if (!model) return undefined;
  const embedding = (model.parts ?? [])
    .filter(({ id }) => id === 'embedding' || id === 'head')
    .reduce((sum, { count }) => sum + count, 0);
  return {
    embedding,
    total: model.count,
    non_embedding: model.count - embedding,
    active: model.active,
    active_non_embedding: model.active - embedding,
  };
}
