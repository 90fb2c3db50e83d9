import { describe, expect, it } from 'vitest';
import { checkCall } from './contract';
import { kernelById } from './registry';
import { tensorFromJson, tensorToJson } from './tensor';

const tensor = (...shape: number[]) => ({ shape, data: new Float32Array(shape.reduce((a, b) => a * b, 1)) });
const q = tensor(4, 3, 8);
const kv = tensor(2, 3, 8);
const norm = { x: tensor(2, 8), weight: tensor(8) };
const rms = { eps: 1e-6, zero_centered: false, mode: 'rms' };

const BAD: [string, string, Record<string, unknown>, Record<string, ReturnType<typeof tensor>>, string][] = [
  [
    'a missing parameter',
    'rmsnorm',
    { ...rms, eps: undefined },
    norm,
    'rmsnorm: parameter "eps" is missing, expected a finite number, at least 0',
  ],
  [
    'a negative eps',
    'rmsnorm',
    { ...rms, eps: -1 },
    norm,
    'rmsnorm: parameter "eps" is -1, expected a finite number, at least 0',
  ],
  [
    'an infinite eps',
    'rmsnorm',
    { ...rms, eps: Number.POSITIVE_INFINITY },
    norm,
    'rmsnorm: parameter "eps" is Infinity, expected a finite number, at least 0',
  ],
  [
    'an unknown mode',
    'rmsnorm',
    { ...rms, mode: 'batch' },
    norm,
    'rmsnorm: parameter "mode" is "batch", expected one of rms, layer',
  ],
  [
    'an unknown parameter',
    'rmsnorm',
    { ...rms, epsilon: 1 },
    norm,
    'rmsnorm: unknown parameter "epsilon", known: eps, zero_centered, mode',
  ],
  [
    'a parameter named like a property of every object',
    'rmsnorm',
    { ...rms, toString: 1 },
    norm,
    'rmsnorm: unknown parameter "toString"',
  ],
  [
    'a tensor named like a property of every object',
    'rmsnorm',
    rms,
    { ...norm, constructor: tensor(8) } as never,
    'rmsnorm: unknown input "constructor"',
  ],
  [
    'a yes that is no boolean',
    'rmsnorm',
    { ...rms, zero_centered: 'yes' },
    norm,
    'rmsnorm: parameter "zero_centered" is "yes", expected true or false',
  ],
  [
    'a scale that no float32 holds',
    'attention',
    { causal: true, scale: 1e39 },
    { q, k: kv, v: kv },
    'attention: parameter "scale" is 1e+39, expected a finite number',
  ],
  [
    'a missing tensor',
    'rmsnorm',
    rms,
    { x: norm.x },
    'rmsnorm: input "weight" is missing, expected shape [d]',
  ],
  [
    'a contradicting shape',
    'rmsnorm',
    rms,
    { ...norm, weight: tensor(9) },
    'rmsnorm: input "weight" has shape [9], expected [d] with d = 8 as in "x"',
  ],
  [
    'a wrong rank',
    'rmsnorm',
    rms,
    { ...norm, x: tensor(8) },
    'rmsnorm: input "x" has shape [8], expected [T,d]',
  ],
  [
    'an unknown tensor',
    'rmsnorm',
    rms,
    { ...norm, bias: tensor(8) },
    'rmsnorm: unknown input "bias", known: x, weight',
  ],
  [
    'heads that do not divide',
    'attention',
    { causal: true },
    { q: tensor(3, 3, 8), k: kv, v: kv },
    'attention: input "q" has 3 heads, expected a multiple of the 2 of "k"',
  ],
  [
    'half a window',
    'attention',
    { causal: true, window: 1.5 },
    { q, k: kv, v: kv },
    'attention: parameter "window" is 1.5, expected a whole number, at least 0',
  ],
  [
    'a window without a mask',
    'attention',
    { causal: false, window: 2 },
    { q, k: kv, v: kv },
    'attention: parameter "window" is 2, expected 0 when causal is false',
  ],
  [
    'values of another length than keys',
    'attention',
    { causal: true },
    { q, k: kv, v: tensor(2, 4, 8) },
    'attention: input "v" has shape [2,4,8], expected [Hkv,S,D] with S = 3 as in "k"',
  ],
];

describe('checkCall', () => {
  it.each(BAD)('refuses %s', (_name, id, params, inputs, message) => {
    expect(() => checkCall(kernelById(id), params, inputs)).toThrow(message);
  });

  it('fills in defaults from the shapes', () => {
    const { params, dims } = checkCall(kernelById('attention'), { causal: true }, { q, k: kv, v: kv });
    expect(params).toEqual({ causal: true, scale: 1 / Math.sqrt(8), window: 0 });
    expect(dims).toEqual({ Hq: 4, T: 3, D: 8, Hkv: 2, S: 3 });
  });

  it('names the known kernels', () => {
    expect(() => kernelById('rope2')).toThrow('unknown kernel "rope2", known: attention, rmsnorm');
  });
});

describe('tensors in JSON', () => {
  it.each([
    [{ shape: [2], data: [1] }, 'x: shape [2] needs 2 values, given 1'],
    [{ shape: [0], data: [] }, 'x: shape must be a list of positive whole numbers, given [0]'],
    [{ shape: [1], data: ['many'] }, 'x: value 0 is "many", expected a number'],
    [{ shape: [1], data: [null] }, 'x: value 0 is null, expected a number'],
    [{ shape: [1], data: [1, 2] }, 'x: shape [1] needs 1 values, given 2'],
    [{ shape: [1], data: [1e39] }, 'x: value 0 is 1e+39, more than a float32 holds'],
    [{ shape: [1], data: [1], dtype: 'i32' }, 'x: dtype is "i32", expected "f32"'],
    [{ shape: [1], data: [1], dtyp: 'f32' }, 'x: unknown field "dtyp", known: shape, data, dtype'],
    [{ shape: [1], data: 7 }, 'x: data must be a list of numbers, given 7'],
    [[1], 'x: expected {"shape", "data"}, given [1]'],
    [null, 'x: expected {"shape", "data"}, given null'],
  ])('refuses %j', (json, message) => {
    expect(() => tensorFromJson('x', json)).toThrow(message);
  });

  it('carries NaN and the infinities as strings', () => {
    const json = { shape: [4], data: ['NaN', 'Infinity', '-Infinity', 1.5] };
    expect(tensorToJson(tensorFromJson('x', json))).toEqual(json);
  });
});
