import { compareIds } from '@/lib/knowledge/canonical';
import type { ModelProps } from '@/lib/knowledge/model-props';
import { type AnatomyConfig, type Field, layerKinds } from './config';

/** Sizes, compared by ratio: twice as wide is as far as half as wide. */
const SIZES = [
  'num_hidden_layers',
  'hidden_size',
  'intermediate_size',
  'num_attention_heads',
  'num_key_value_heads',
  'head_dim',
  'vocab_size',
  'num_experts',
  'num_experts_per_tok',
  'moe_intermediate_size',
  'shared_expert_intermediate_size',
  'full_attention_layers',
  'linear_attention_layers',
] as const satisfies readonly Field[];
const CHOICES = ['qk_norm', 'attention_bias', 'tie_word_embeddings'] as const satisfies readonly Field[];
/** Fields that one of two models does not have at all, such as experts: as far as four times the size. */
const ABSENT = 2;

/** Dense models leave `intermediate_size` of a mixture unused, so it is compared only where a layer has it. */
function comparable(config: AnatomyConfig): AnatomyConfig {
  const kinds = layerKinds(config);
  if (!kinds || kinds.some(({ ffn }) => ffn === 'dense')) return config;
  const { intermediate_size: _, ...rest } = config;
  return rest;
}

/**
 * How far two configs are apart: the sum of `|log2(a / b)|` over the sizes, 1 for each choice that differs, and 2 for
 * each size that only one of them has. 0 is the same shape. Symmetric.
 */
export function configDistance(a: AnatomyConfig, b: AnatomyConfig): number {
  const [one, other] = [comparable(a), comparable(b)];
  const sizes = SIZES.reduce((sum, field) => {
    const [x, y] = [one[field], other[field]];
    if (x === undefined && y === undefined) return sum;
    return sum + (x === undefined || y === undefined ? ABSENT : Math.abs(Math.log2(x / y)));
  }, 0);
  const choices = CHOICES.filter(
    (field) => one[field] !== undefined && other[field] !== undefined && one[field] !== other[field],
  );
  return sizes + choices.length;
}

/** One field of both; a side that does not have it is absent. */
export interface FieldDifference {
  readonly field: Field;
  readonly here?: number | boolean;
  readonly there?: number | boolean;
}

const COMPARED = [...SIZES, 'num_shared_experts', ...CHOICES, 'rope_theta', 'partial_rotary_factor'] as const;

/** Field by field where two configs differ. */
export function configDifferences(here: AnatomyConfig, there: AnatomyConfig): FieldDifference[] {
  const [one, other] = [comparable(here), comparable(there)];
  return COMPARED.flatMap((field) => {
    const [x, y] = [one[field], other[field]];
    if (x === y) return [];
    return [{ field, ...(x === undefined ? {} : { here: x }), ...(y === undefined ? {} : { there: y }) }];
  });
}

export interface KnownModel {
  readonly id: string;
  readonly config: ModelProps;
}

/** Without these two a model has no shape to compare. */
const comparableModel = ({ config }: KnownModel) =>
  config.num_hidden_layers !== undefined && config.hidden_size !== undefined;

/** The model whose shape is nearest; of equally near ones the earliest release, then the first id. */
export function nearestModel(
  config: AnatomyConfig,
  models: readonly KnownModel[],
): { readonly model: KnownModel; readonly distance: number } | undefined {
  const ranked = models
    .filter(comparableModel)
    .map((model) => ({ model, distance: configDistance(config, model.config) }))
    .sort(
      (x, y) =>
        x.distance - y.distance ||
        compareIds(x.model.config.released ?? '9999', y.model.config.released ?? '9999') ||
        compareIds(x.model.id, y.model.id),
    );
  return ranked[0];
}
