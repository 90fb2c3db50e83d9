import type { ModelProps } from '@/lib/knowledge/model-props';
import { mixingFields, mixingFlops } from './compute';
import { type AnatomyConfig, type Field, neededFields } from './config';
import { kvElementsPerToken, kvFields, recurrentStateElements, stateFields } from './kv-cache';
import { type ParameterCounts, parameterCounts } from './parameters';

/** The arguments of a derived quantity: ids of models, and plain numbers. */
export interface DerivedArgs {
  readonly model?: string;
  readonly a?: string;
  readonly b?: string;
  /** Bytes of one element. */
  readonly bytes?: number;
  /** Context lengths in tokens. */
  readonly from?: number;
  readonly to?: number;
}

export type DerivedRole = keyof DerivedArgs;
export type DerivedUnit = 'elements' | 'bytes' | 'parameters' | 'times' | 'share';

/** A value that went into a result: a field of a model's config, or a number that was given. */
export interface DerivedInput {
  readonly of: DerivedRole;
  /** Absent for a number that was given. */
  readonly field?: Field;
  readonly value: number | boolean | string;
}

/** The same quantity counted in another way, where more than one way is meant by those who quote it. */
export interface DerivedReading {
  readonly counting: 'published' | 'without_embeddings' | 'with_embeddings';
  readonly value: number;
}

export interface DerivedValue {
  readonly value: number;
  readonly unit: DerivedUnit;
  readonly inputs: readonly DerivedInput[];
  readonly readings?: readonly DerivedReading[];
}

/** What is not known, so that nothing can be computed: a field of a model, or an argument itself. */
export interface DerivedGap {
  readonly missing: readonly { readonly of: DerivedRole; readonly field?: Field }[];
}

export type Derived = DerivedValue | DerivedGap;

export interface DerivedFunction {
  readonly fn: string;
  readonly args: readonly DerivedRole[];
  /** TeX. */
  readonly formula: string;
  readonly unit: DerivedUnit;
  readonly value: (inputs: Inputs) => number;
  readonly readings?: (inputs: Inputs) => DerivedReading[];
}

type ConfigOf = (id: string) => ModelProps | undefined;
type ModelRole = 'model' | 'a' | 'b';

/** Hands out what a computation asks for, and notes what was asked for and what is not there. */
class Inputs {
  readonly used: DerivedInput[] = [];
  readonly missing: DerivedGap['missing'][number][] = [];

  constructor(
    private readonly args: DerivedArgs,
    private readonly configOf: ConfigOf,
  ) {}

  private use(input: DerivedInput): void {
    if (!this.used.some(({ of, field }) => of === input.of && field === input.field)) this.used.push(input);
  }

  private lack(of: DerivedRole, field?: Field): number {
    if (!this.missing.some((gap) => gap.of === of && gap.field === field)) this.missing.push({ of, field });
    return Number.NaN;
  }

  number(of: 'bytes' | 'from' | 'to'): number {
    const value = this.args[of];
    if (value === undefined) return this.lack(of);
    this.use({ of, value });
    return value;
  }

  private config(of: ModelRole): AnatomyConfig | undefined {
    const id = this.args[of];
    return id === undefined ? undefined : this.configOf(id);
  }

  /** A numeric field of a model. */
  field(of: ModelRole, field: Field): number {
    const config = this.config(of);
    if (!config) return this.lack(of);
    const value = config[field];
    if (typeof value !== 'number') return this.lack(of, field);
    this.use({ of, field, value });
    return value;
  }

  /** A quantity of a whole config, which takes these fields of it. */
  quantity(
    of: ModelRole,
    fields: (config: AnatomyConfig) => readonly Field[],
    compute: (config: AnatomyConfig) => number | undefined,
  ): number {
    const config = this.config(of);
    if (!config) return this.lack(of);
    for (const field of fields(config)) {
      const value = config[field];
      if (value === undefined) this.lack(of, field);
      else if (!Array.isArray(value)) this.use({ of, field, value: value as number | boolean | string });
    }
    return compute(config) ?? Number.NaN;
  }

  /** Whether a model's published size is split into total and active. */
  isMoe(of: ModelRole): boolean {
    return this.config(of)?.arch === 'moe';
  }

  parameters(of: ModelRole, part: keyof ParameterCounts): number {
    return this.quantity(of, neededFields, (config) => parameterCounts(config)?.[part]);
  }

  cache(of: ModelRole): number {
    return this.quantity(of, kvFields, kvElementsPerToken);
  }
}

const define = (
  fn: string,
  args: readonly DerivedRole[],
  unit: DerivedUnit,
  formula: string,
  value: DerivedFunction['value'],
  readings?: DerivedFunction['readings'],
): DerivedFunction => ({ fn, args, unit, formula, value, ...(readings ? { readings } : {}) });

const MODEL = ['model'] as const;
const PAIR = ['a', 'b'] as const;

/** Training FLOPs of a model by `6 N D`. Dense models have one N: what is active is all. */
const trainingFlops = (inputs: Inputs, of: ModelRole, part: 'active' | 'active_non_embedding'): number =>
  6 * inputs.parameters(of, part) * inputs.field(of, 'tokens_trained');

/** The same from the published size: its active parameters where it has some. */
function publishedTrainingFlops(inputs: Inputs, of: ModelRole): number {
  const size = inputs.isMoe(of) ? 'params_active' : 'params_total';
  return 6 * inputs.field(of, size) * inputs.field(of, 'tokens_trained');
}

/**
 * Every quantity that follows from configs, by name. `N` is parameters, `L` layers, `G` KV heads, `h` head_dim, `D`
 * training tokens; a share is a part of 1.
 */
export const DERIVED: readonly DerivedFunction[] = [
  define('kv_elements_per_token', MODEL, 'elements', '2\\,L_{\\mathrm{attn}}\\,G\\,h', (given) =>
    given.cache('model'),
  ),
  define(
    'kv_bytes_per_token',
    ['model', 'bytes'],
    'bytes',
    '2\\,L_{\\mathrm{attn}}\\,G\\,h\\cdot b',
    (given) => given.cache('model') * given.number('bytes'),
  ),
  define(
    'kv_ratio',
    PAIR,
    'times',
    '\\frac{(2\\,L_{\\mathrm{attn}}\\,G\\,h)_a}{(2\\,L_{\\mathrm{attn}}\\,G\\,h)_b}',
    (given) => given.cache('a') / given.cache('b'),
  ),
  define(
    'kv_reduction',
    PAIR,
    'share',
    '1-\\frac{(2\\,L_{\\mathrm{attn}}\\,G\\,h)_b}{(2\\,L_{\\mathrm{attn}}\\,G\\,h)_a}',
    (given) => 1 - given.cache('b') / given.cache('a'),
  ),
  define(
    'params_total',
    MODEL,
    'parameters',
    'V d\\,(1\\text{ or }2)+\\sum_{\\text{layers}}(\\text{mixer}+\\text{ffn}+2d)+d',
    (given) => given.parameters('model', 'total'),
  ),
  define(
    'params_non_embedding',
    MODEL,
    'parameters',
    '\\sum_{\\text{layers}}(\\text{mixer}+\\text{ffn}+2d)+d',
    (given) => given.parameters('model', 'non_embedding'),
  ),
  define('params_active', MODEL, 'parameters', 'N-L\\,(E-k)\\cdot 3\\,d\\,w_{\\text{expert}}', (given) =>
    given.parameters('model', 'active'),
  ),
  define('expert_share', MODEL, 'share', '\\frac{k}{E}', (given) => {
    return given.field('model', 'num_experts_per_tok') / given.field('model', 'num_experts');
  }),
  define('active_share', MODEL, 'share', '\\frac{N_{\\text{active}}}{N}', (given) => {
    return given.parameters('model', 'active') / given.parameters('model', 'total');
  }),
  define(
    'active_share_non_embedding',
    MODEL,
    'share',
    '\\frac{N_{\\text{active}}-N_{\\text{emb}}}{N-N_{\\text{emb}}}',
    (given) => given.parameters('model', 'active_non_embedding') / given.parameters('model', 'non_embedding'),
  ),
  define(
    'nominal_active_share',
    MODEL,
    'share',
    '\\frac{N_{\\text{active, published}}}{N_{\\text{published}}}',
    (given) => {
      return given.field('model', 'params_active') / given.field('model', 'params_total');
    },
  ),
  define(
    'training_flops_ratio',
    PAIR,
    'share',
    '\\frac{6\\,N_a\\,D_a}{6\\,N_b\\,D_b},\\quad N\\text{ active, without embeddings}',
    (given) =>
      trainingFlops(given, 'a', 'active_non_embedding') / trainingFlops(given, 'b', 'active_non_embedding'),
    (given) => [
      {
        counting: 'published',
        value: publishedTrainingFlops(given, 'a') / publishedTrainingFlops(given, 'b'),
      },
      {
        counting: 'without_embeddings',
        value:
          trainingFlops(given, 'a', 'active_non_embedding') /
          trainingFlops(given, 'b', 'active_non_embedding'),
      },
      {
        counting: 'with_embeddings',
        value: trainingFlops(given, 'a', 'active') / trainingFlops(given, 'b', 'active'),
      },
    ],
  ),
  define(
    'context_extension',
    MODEL,
    'times',
    '\\frac{\\text{context}_{\\max}}{\\text{context}_{\\text{trained}}}',
    (given) => {
      return given.field('model', 'context_max') / given.field('model', 'context_trained');
    },
  ),
  define(
    'attention_cost_growth',
    ['model', 'from', 'to'],
    'times',
    '\\frac{F(n_{\\text{to}})}{F(n_{\\text{from}})},\\quad F(n)=4\\,L_{\\mathrm{attn}}H h\\,n+6\\,L_{\\text{linear}}H_v\\,d_k d_v',
    (given) => {
      const at = (context: number) =>
        given.quantity('model', mixingFields, (config) => mixingFlops(config, context));
      return at(given.number('to')) / at(given.number('from'));
    },
  ),
  define(
    'attention_cost_ratio',
    ['a', 'b', 'to'],
    'times',
    '\\frac{F_a(n)}{F_b(n)},\\quad F(n)=4\\,L_{\\mathrm{attn}}H h\\,n+6\\,L_{\\text{linear}}H_v\\,d_k d_v',
    (given) => {
      const context = given.number('to');
      const of = (role: 'a' | 'b') =>
        given.quantity(role, mixingFields, (config) => mixingFlops(config, context));
      return of('a') / of('b');
    },
  ),
  define('recurrent_state_elements', MODEL, 'elements', 'L_{\\text{linear}}\\,H_v\\,d_k\\,d_v', (given) =>
    given.quantity('model', stateFields, recurrentStateElements),
  ),
];

/** A derived quantity by name. */
export function derivedFunction(fn: string): DerivedFunction | undefined {
  return DERIVED.find((one) => one.fn === fn);
}

/**
 * Computes a derived quantity, or says which field or argument is not known: nothing is guessed.
 * @throws RangeError for a name that is not in `DERIVED`
 */
export function derive(fn: string, args: DerivedArgs, configOf: ConfigOf): Derived {
  const found = derivedFunction(fn);
  if (!found)
    throw new RangeError(`no derived quantity "${fn}"; known: ${DERIVED.map((one) => one.fn).join(', ')}`);
  const inputs = new Inputs(args, configOf);
  const value = found.value(inputs);
  if (inputs.missing.length > 0) return { missing: inputs.missing };
  // Another way of counting may take a field that this one does not: it is left out then, not the result.
  const others = new Inputs(args, configOf);
  const readings = found.readings?.(others).filter((reading) => Number.isFinite(reading.value));
  return { value, unit: found.unit, inputs: inputs.used, ...(readings ? { readings } : {}) };
}

/** Whether a result is a number rather than a gap. */
export function isDerived(result: Derived): result is DerivedValue {
  return 'value' in result;
}
