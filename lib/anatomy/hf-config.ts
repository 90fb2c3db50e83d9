import { type AnatomyConfig, missingFields } from './config';
import { HF_FAMILIES } from './hf-families';
import { HfFields, type HfProblem, type HfValue } from './hf-fields';
import { type JsonError, jsonError } from './json-error';

/** A config.json is a few kilobytes; what is larger is another file. */
export const MAX_CONFIG_BYTES = 256 * 1024;

/** Why a text cannot be read at all; the words stand in the messages of the page. */
export type HfRefusal =
  | { readonly code: 'empty' }
  | { readonly code: 'too-large'; readonly bytes: number; readonly limit: number }
  | ({ readonly code: 'not-json' } & JsonError)
  | { readonly code: 'not-an-object'; readonly found: string }
  | { readonly code: 'no-model-type'; readonly allowed: readonly string[] }
  | { readonly code: 'unknown-family'; readonly found: string; readonly allowed: readonly string[] };

/** What a config.json says of its model. */
export interface HfReading {
  readonly family: string;
  readonly modelType: string;
  readonly config: AnatomyConfig;
  /** Absent fields, and what the family's code takes for them. */
  readonly assumed: readonly HfValue[];
  /** Needed and absent: the parts cannot be computed. */
  readonly missing: readonly string[];
  /** Of the wrong kind: used as if absent. */
  readonly problems: readonly HfProblem[];
  /** Fields that this reader does not know. */
  readonly unread: readonly HfValue[];
  /** `max_position_embeddings`: the longest context that the file names. */
  readonly positions?: number;
  /** What else is read off for the techniques. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export type HfResult = { readonly refused: HfRefusal } | { readonly reading: HfReading };

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function withoutUndefined(config: AnatomyConfig): AnatomyConfig {
  return Object.fromEntries(
    Object.entries(config).filter(([, value]) => value !== undefined),
  ) as AnatomyConfig;
}

/** Reads the text of a Hugging Face config.json of a decoder-only model. Nothing is guessed: what is not read is said. */
export function readHfConfig(text: string): HfResult {
  const refused = (refusal: HfRefusal): HfResult => ({ refused: refusal });
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MAX_CONFIG_BYTES) return refused({ code: 'too-large', bytes, limit: MAX_CONFIG_BYTES });
  if (text.trim() === '') return refused({ code: 'empty' });
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const error = jsonError(source);
  if (error) return refused({ code: 'not-json', ...error });
  const whole: unknown = JSON.parse(source);
  if (!isObject(whole)) return refused({ code: 'not-an-object', found: kindOf(whole) });

  const allowed = HF_FAMILIES.flatMap(({ types }) => types);
  const modelType = whole.model_type;
  if (typeof modelType !== 'string') return refused({ code: 'no-model-type', allowed });
  const family = HF_FAMILIES.find(({ types }) => types.includes(modelType));
  if (!family) return refused({ code: 'unknown-family', found: modelType, allowed });

  // A model that also sees keeps its language model's fields in an object of their own.
  const text_config = whole.text_config;
  const nested = isObject(text_config) ? text_config : undefined;
  const outside = nested ? new HfFields(whole) : undefined;
  outside?.nested('text_config');
  const raw = nested ?? whole;
  const fields = new HfFields(raw);
  const config = withoutUndefined(family.read(fields));
  const positions = fields.optionalCount('max_position_embeddings');
  fields.optionalCount('num_nextn_predict_layers', 0);
  const asked = new Set([...fields.missing, ...fields.problems.map(({ field }) => field)]);
  return {
    reading: {
      family: family.name,
      modelType,
      config,
      assumed: fields.assumed,
      missing: [
        ...new Set([...fields.missing, ...missingFields(config).filter((field) => !asked.has(field))]),
      ],
      problems: fields.problems,
      unread: [...fields.unread(), ...(outside?.unread() ?? [])],
      ...(positions === undefined ? {} : { positions }),
      raw,
    },
  };
}
