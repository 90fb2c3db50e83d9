import { describe, expect, it } from 'vitest';
import { formulaHtml } from '@/app/shell/formula';
import { indexGraph } from '@/lib/knowledge/indexed';
import type { ModelProps } from '@/lib/knowledge/model-props';
import { readPack } from '@/seed/load-pack';
import { DERIVED, type DerivedArgs, derive, isDerived } from './derived';

const graph = indexGraph(readPack('seed/qwen'));
const configOf = (id: string) => graph.node(id)?.props as ModelProps | undefined;
const compute = (fn: string, args: DerivedArgs) => derive(fn, args, configOf);

function numberOf(fn: string, args: DerivedArgs): number {
  const result = compute(fn, args);
  if (!isDerived(result)) throw new Error(JSON.stringify(result));
  return result.value;
}

const percent = (share: number, digits = 1) => Number((share * 100).toFixed(digits));

describe('headline numbers, computed anew', () => {
  it.each([
    ['qwen1.5-7b', 262_144],
    ['qwen1.5-72b', 1_310_720],
    ['qwen1.5-0.5b', 49_152],
    ['qwen2-7b', 28_672],
    ['qwen2-72b', 163_840],
    ['qwen2-0.5b', 6_144],
    ['qwen3-32b', 131_072],
    ['qwen3-next-80b-a3b', 12_288],
  ])('KV cache of %s: %i elements per token', (model, elements) => {
    expect(numberOf('kv_elements_per_token', { model })).toBe(elements);
    expect(numberOf('kv_bytes_per_token', { model, bytes: 2 })).toBe(2 * elements);
  });

  it.each([
    ['qwen1.5-7b', 'qwen2-7b', 89.1],
    ['qwen1.5-72b', 'qwen2-72b', 87.5],
    ['qwen1.5-0.5b', 'qwen2-0.5b', 87.5],
  ])('KV cache from %s to %s: %d% less', (a, b, less) => {
    expect(percent(numberOf('kv_reduction', { a, b }))).toBe(less);
  });

  it('Qwen3-Next keeps 10.7 times less per token than Qwen3-32B, and a constant state', () => {
    const ratio = numberOf('kv_ratio', { a: 'qwen3-32b', b: 'qwen3-next-80b-a3b' });
    expect(Number(ratio.toFixed(1))).toBe(10.7);
    expect(numberOf('recurrent_state_elements', { model: 'qwen3-next-80b-a3b' })).toBe(18_874_368);
  });

  it('3B of 80B: by name, with the embeddings, without them, and the share of experts', () => {
    const model = 'qwen3-next-80b-a3b';
    expect(percent(numberOf('nominal_active_share', { model }), 2)).toBe(3.75);
    expect(percent(numberOf('active_share', { model }))).toBe(4.9);
    expect(percent(numberOf('active_share_non_embedding', { model }))).toBe(4.1);
    expect(percent(numberOf('expert_share', { model }), 2)).toBe(1.95);
    expect(numberOf('params_total', { model })).toBeCloseTo(79.67e9, -7);
    expect(numberOf('params_non_embedding', { model })).toBeCloseTo(79.05e9, -7);
    expect(numberOf('params_active', { model })).toBeCloseTo(3.87e9, -7);
  });

  it('training compute by 6ND is 3.8% to 5.0%, however N is counted', () => {
    const result = compute('training_flops_ratio', { a: 'qwen3-next-80b-a3b', b: 'qwen3-32b' });
    const readings = isDerived(result) ? (result.readings ?? []) : [];
    expect(readings.map(({ counting, value }) => [counting, percent(value)])).toEqual([
      ['published', 3.8],
      ['without_embeddings', 4.3],
      ['with_embeddings', 4.9],
    ]);
  });

  it('contexts', () => {
    expect(numberOf('context_extension', { model: 'qwen3-32b' })).toBe(4);
  });

  it('attention’s work per token grows with the context, in a hybrid more slowly', () => {
    const span = { from: 4_096, to: 262_144 };
    expect(numberOf('attention_cost_growth', { model: 'qwen3-32b', ...span })).toBe(64);
    expect(numberOf('attention_cost_growth', { model: 'qwen3-next-80b-a3b', ...span })).toBeLessThan(64);
    expect(
      numberOf('attention_cost_ratio', { a: 'qwen3-32b', b: 'qwen3-next-80b-a3b', to: 262_144 }),
    ).toBeGreaterThan(1);
  });
});

describe('the registry', () => {
  it('gives every input that it used, with its value', () => {
    expect(compute('expert_share', { model: 'qwen3-next-80b-a3b' })).toEqual({
      value: 10 / 512,
      unit: 'share',
      inputs: [
        { of: 'model', field: 'num_experts_per_tok', value: 10 },
        { of: 'model', field: 'num_experts', value: 512 },
      ],
    });
  });

  it('says what is missing and computes nothing', () => {
    expect(compute('expert_share', { model: 'qwen2-7b' })).toEqual({
      missing: [
        { of: 'model', field: 'num_experts_per_tok' },
        { of: 'model', field: 'num_experts' },
      ],
    });
    expect(compute('kv_ratio', { a: 'qwen2-7b' })).toEqual({ missing: [{ of: 'b' }] });
    expect(compute('kv_bytes_per_token', { model: 'no-such-model', bytes: 2 })).toEqual({
      missing: [{ of: 'model' }],
    });
    expect(() => compute('no_such_fn', {})).toThrow(/known: kv_elements_per_token/);
  });

  it('gives a number or a gap for every function and model, never NaN', () => {
    const models = graph.withLabel('Model').map(({ id }) => id);
    for (const { fn } of DERIVED) {
      for (const model of models) {
        const result = compute(fn, { model, a: model, b: 'qwen2-7b', bytes: 2, from: 1, to: 2 });
        if (isDerived(result)) expect(Number.isFinite(result.value), `${fn} ${model}`).toBe(true);
        else expect(result.missing.length, `${fn} ${model}`).toBeGreaterThan(0);
      }
    }
  });

  it.each(DERIVED.map(({ fn, formula }) => [fn, formula]))(
    '%s has a formula that KaTeX draws',
    (_fn, formula) => {
      expect(formulaHtml(formula, { display: true })).not.toContain('katex-error');
    },
  );
});
