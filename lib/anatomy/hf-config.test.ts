import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelProps } from '@/lib/knowledge/model-props';
import { readPack } from '@/seed/load-pack';
import { layerKinds } from './config';
import { type HfReading, type HfRefusal, MAX_CONFIG_BYTES, readHfConfig } from './hf-config';
import { jsonError } from './json-error';
import { kvElements, kvElementsPerToken } from './kv-cache';
import { configDifferences, configDistance, nearestModel } from './nearest';
import { type ParameterCounts, parameterCounts } from './parameters';
import { modelParts } from './parts';
import { agreesWithPublished } from './published';
import { shownTechniques } from './techniques';

const text = (name: string) => readFileSync(`lib/anatomy/examples/${name}.json`, 'utf8');

function reading(source: string): HfReading {
  const result = readHfConfig(source);
  if ('refused' in result) throw new Error(JSON.stringify(result.refused));
  return result.reading;
}

function refusal(source: string): HfRefusal {
  const result = readHfConfig(source);
  if ('reading' in result) throw new Error('it was read');
  return result.refused;
}

const example = (name: string) => reading(text(name));
const changed = (name: string, changes: Record<string, unknown>) =>
  reading(JSON.stringify({ ...JSON.parse(text(name)), ...changes }));

const models = readPack('seed/qwen')
  .nodes.filter(({ label }) => label === 'Model')
  .map(({ id, props }) => ({ id, config: props as ModelProps }));

// Exact numbers are those of the checkpoints (`general.parameter_count`, the safetensors index); the others as printed.
const PUBLISHED: [string, Partial<ParameterCounts>, string][] = [
  ['llama-2-7b', { total: 6_738_415_616 }, 'checkpoint'],
  ['llama-3-8b', { total: 8_030_261_248 }, 'checkpoint'],
  ['mistral-7b', { total: 7_241_732_096 }, 'checkpoint'],
  ['mixtral-8x7b', { total: 46_702_792_704 }, 'checkpoint'],
  ['gemma-7b', { non_embedding: 7_751_248_896 }, 'Gemma report, table 2'],
  ['gemma-2-9b', { non_embedding: 8_324_201_984 }, 'Gemma 2 report, table 2'],
  ['gemma-3-1b', { total: 999_885_952 }, 'checkpoint'],
  ['deepseek-v2-lite', { total: 15_706_484_224 }, 'checkpoint'],
];

describe('published sizes of other families', () => {
  it.each(PUBLISHED)('%s computes to the very number', (name, published) => {
    expect(parameterCounts(example(name).config)).toMatchObject(published);
  });

  it('Mixtral computes to 12.9B active', () => {
    expect(agreesWithPublished(parameterCounts(example('mixtral-8x7b').config)?.active ?? 0, 12.9e9)).toBe(
      true,
    );
  });

  it('DeepSeek-V3 computes to 671B; its 36.7B active leave out one of two embedding matrices', () => {
    const counts = parameterCounts(example('deepseek-v3').config);
    expect(agreesWithPublished(counts?.total ?? 0, 671e9)).toBe(true);
    const oneMatrix = (counts?.embedding ?? 0) / 2;
    expect(agreesWithPublished((counts?.active ?? 0) - oneMatrix, 36.7e9)).toBe(true);
  });

  it('DeepSeek-V2 computes to 236B, 21B of them active', () => {
    const counts = parameterCounts(example('deepseek-v2').config);
    expect(agreesWithPublished(counts?.total ?? 0, 236e9)).toBe(true);
    expect(agreesWithPublished(counts?.active ?? 0, 21e9)).toBe(true);
  });
});

describe('the line’s own models from their config.json', () => {
  it.each([
    ['qwen-7b', 'qwen-7b'],
    ['qwen2-7b', 'qwen2-7b'],
    ['qwen1.5-moe-a2.7b', 'qwen1.5-moe-a2.7b'],
    ['qwen3-8b', 'qwen3-8b'],
    ['qwen3-30b-a3b', 'qwen3-30b-a3b'],
    ['qwen3-next-80b-a3b', 'qwen3-next-80b-a3b'],
  ])('%s counts as the pack’s row does, and is nearest to it', (name, id) => {
    const { config, missing, problems, unread } = example(name);
    expect({ missing, problems, unread }).toEqual({ missing: [], problems: [], unread: [] });
    const row = models.find((model) => model.id === id);
    expect(parameterCounts(config)).toEqual(parameterCounts(row?.config ?? {}));
    expect(kvElementsPerToken(config)).toBe(kvElementsPerToken(row?.config ?? {}));
    const nearest = nearestModel(config, models);
    expect(nearest?.distance).toBe(0);
    expect(nearest?.model.config.num_hidden_layers).toBe(row?.config.num_hidden_layers);
  });
});

describe('parts of single families', () => {
  it('halves the doubled width of the first Qwen', () => {
    expect(example('qwen-7b').config.intermediate_size).toBe(11_008);
  });

  it('keeps a latent cache of kv_lora_rank + qk_rope_head_dim in each layer', () => {
    expect(kvElementsPerToken(example('deepseek-v3').config)).toBe(61 * (512 + 64));
  });

  it('has dense layers before the sparse ones', () => {
    expect(layerKinds(example('deepseek-v3').config)).toEqual([
      { mixer: 'latent', ffn: 'dense', layers: 3 },
      { mixer: 'latent', ffn: 'moe', layers: 58 },
    ]);
  });

  it('keeps only the window in sliding layers', () => {
    const { config } = example('gemma-3-1b');
    expect(layerKinds(config)).toEqual([
      { mixer: 'sliding', ffn: 'dense', layers: 22 },
      { mixer: 'full', ffn: 'dense', layers: 4 },
    ]);
    expect(kvElements(config, 32_768)).toBe(2 * 256 * (22 * 512 + 4 * 32_768));
    expect(kvElements(config, 100)).toBe(2 * 256 * 26 * 100);
  });

  it('reads the language model of a model that also sees, and says what it leaves out', () => {
    const { config, assumed, unread } = example('gemma-3-4b');
    expect(config).toMatchObject({ num_attention_heads: 8, num_key_value_heads: 4, vocab_size: 262_208 });
    expect(assumed).toContainEqual({ field: 'num_attention_heads', value: '8' });
    expect(unread.map(({ field }) => field)).toContain('vision_config');
  });

  it('says which fields nobody read', () => {
    const { unread } = example('deepseek-v3');
    expect(unread.map(({ field }) => field)).toEqual(['quantization_config']);
    expect(changed('llama-3-8b', { mystery: [1, 2] }).unread).toEqual([{ field: 'mystery', value: '[1,2]' }]);
  });

  it('sums its parts to the totals, in every example and every model of the pack', () => {
    const configs = [
      ...PUBLISHED.map(([name]) => example(name).config),
      example('deepseek-v3').config,
      ...models.map(({ config }) => config),
    ];
    const check = (part: NonNullable<ReturnType<typeof modelParts>>): void => {
      if (!part.parts) return;
      const sum = part.parts.reduce((total, { count }) => total + count, 0);
      expect(part.count).toBe(part.times * sum);
      part.parts.forEach(check);
    };
    for (const config of configs) {
      const whole = modelParts(config);
      if (whole) check(whole);
    }
  });
});

describe('techniques that a config shows', () => {
  const ids = (name: string) => {
    const { config, raw } = example(name);
    return shownTechniques(config, raw).map(({ id }) => id);
  };

  it.each([
    ['llama-2-7b', ['mha', 'untied-embeddings', 'rmsnorm', 'swiglu']],
    ['llama-3-8b', ['gqa', 'untied-embeddings', 'rope', 'rmsnorm', 'swiglu']],
    ['mistral-7b', ['gqa', 'sliding-window', 'untied-embeddings', 'rope', 'rmsnorm', 'swiglu']],
    ['gemma-3-1b', ['mqa', 'sliding-window', 'qk-norm', 'tied-embeddings', 'rope', 'rmsnorm']],
    ['mixtral-8x7b', ['gqa', 'untied-embeddings', 'rope', 'rmsnorm', 'swiglu', 'moe']],
    ['qwen-7b', ['mha', 'qkv-bias', 'untied-embeddings', 'rope', 'dynamic-ntk', 'logn-scaling']],
    [
      'deepseek-v3',
      [
        'multi-head-latent-attention',
        'untied-embeddings',
        'rope',
        'yarn',
        'rmsnorm',
        'swiglu',
        'moe',
        'fine-grained-experts',
        'shared-experts',
        'mtp',
      ],
    ],
    [
      'qwen3-next-80b-a3b',
      [
        'gqa',
        'gated-deltanet',
        'hybrid-attention',
        'qk-norm',
        'untied-embeddings',
        'partial-rope',
        'rmsnorm',
        'swiglu',
        'moe',
        'fine-grained-experts',
        'ultra-sparse-moe',
        'shared-experts',
      ],
    ],
  ])('%s', (name, expected) => {
    expect(ids(name)).toEqual(expected);
  });

  it('names each technique by a slug that the pack knows, or as one that it does not have', () => {
    const known = new Set(readPack('seed/qwen').nodes.map(({ id }) => id));
    const outside = [
      'multi-head-latent-attention',
      'sliding-window',
      'logit-soft-capping',
      'linear-rope-scaling',
    ];
    const all = PUBLISHED.flatMap(([name]) => ids(name)).concat(
      ids('deepseek-v3'),
      ids('qwen3-next-80b-a3b'),
    );
    expect(all.filter((id) => !known.has(id) && !outside.includes(id))).toEqual([]);
  });
});

describe('nearness', () => {
  it('is 0 for itself, symmetric, and 1 for each doubling', () => {
    const a = example('llama-3-8b').config;
    const b = example('mixtral-8x7b').config;
    expect(configDistance(a, a)).toBe(0);
    expect(configDistance(a, b)).toBe(configDistance(b, a));
    expect(configDistance(a, { ...a, hidden_size: 8192 })).toBe(1);
    expect(configDifferences(a, { ...a, hidden_size: 8192 })).toEqual([
      { field: 'hidden_size', here: 4096, there: 8192 },
    ]);
  });
});

describe('what cannot be read', () => {
  it.each<[string, string, Partial<HfRefusal>]>([
    ['nothing', '  ', { code: 'empty' }],
    ['a list', '[]', { code: 'not-an-object', found: 'list' }],
    ['no family', '{}', { code: 'no-model-type' }],
    ['another family', '{"model_type": "bert"}', { code: 'unknown-family', found: 'bert' }],
    ['a comma too many', '{\n  "a": 1,\n}', { code: 'not-json', line: 3, column: 1, expected: 'name' }],
    ['a missing quote', '{"a: 1}', { code: 'not-json', line: 1, column: 2, expected: 'name' }],
    ['a text cut off', '{"a": [1, 2', { code: 'not-json', line: 1, column: 12, expected: 'comma' }],
    ['Python', "{'a': None}", { code: 'not-json', line: 1, column: 2 }],
    ['words after it', '{} tail', { code: 'not-json', column: 4, expected: 'end' }],
    ['a tower of brackets', '['.repeat(10_000), { code: 'not-json', expected: 'shallower' }],
    ['a file of another kind', 'x'.repeat(MAX_CONFIG_BYTES + 1), { code: 'too-large' }],
  ])('%s', (_what, source, expected) => {
    expect(refusal(source)).toMatchObject(expected);
  });

  it('finds a mistake exactly where JSON.parse does', () => {
    const accepts = (source: string) => {
      try {
        JSON.parse(source);
        return true;
      } catch {
        return false;
      }
    };
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '1',
      '-0.5e3',
      '01',
      'null',
      'tru',
      '"\\x"',
      ' ',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const source = pieces.join('');
        expect(jsonError(source) === undefined).toBe(accepts(source));
      }),
      { numRuns: 3000 },
    );
    fc.assert(fc.property(fc.json({ maxDepth: 5 }), (source) => jsonError(source) === undefined));
  });

  it('reads on past a field of the wrong kind, and says what is allowed', () => {
    const { problems, missing, config } = changed('llama-3-8b', {
      hidden_size: '4096',
      num_hidden_layers: -3,
    });
    expect(problems).toEqual([
      { field: 'num_hidden_layers', found: '-3', allowed: 'count' },
      { field: 'hidden_size', found: '"4096"', allowed: 'count' },
    ]);
    // Without the width nobody can tell how wide a head is.
    expect(missing).toEqual(['head_dim']);
    expect(parameterCounts(config)).toBeUndefined();
  });

  it('says which needed fields are missing', () => {
    const { missing } = reading('{"model_type": "mixtral", "hidden_size": 8}');
    expect(missing).toContain('num_local_experts');
    expect(missing).toContain('vocab_size');
  });

  it('never breaks, whatever stands in the fields of a family', () => {
    const types = ['llama', 'mixtral', 'gemma3', 'deepseek_v3', 'qwen', 'qwen2_moe', 'qwen3_next'];
    const names = Object.keys(JSON.parse(text('deepseek-v3'))).concat(
      Object.keys(JSON.parse(text('qwen3-next-80b-a3b'))),
      ['layer_types', 'mlp_only_layers', 'text_config', 'rope_parameters', 'sliding_window'],
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 2 })),
        (model_type, values) => {
          const result = readHfConfig(JSON.stringify({ ...values, model_type }));
          if ('reading' in result) shownTechniques(result.reading.config, result.reading.raw);
        },
      ),
      { numRuns: 500 },
    );
  });
});
