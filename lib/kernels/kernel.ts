import { InputError } from './input-error';
import type { Tensor, Tensors } from './tensor';

export type ParamValue = number | boolean | string;
export type Params = Readonly<Record<string, ParamValue>>;
/** Sizes of the symbols in the tensors' shapes, such as `{T: 5, d: 64}`. */
export type Dims = Readonly<Record<string, number>>;

export type ParamSpec = (
  | { readonly kind: 'number'; readonly min?: number; readonly above?: number; readonly max?: number }
  | { readonly kind: 'count'; readonly min: number; readonly max?: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
) & {
  /** What stands in when the parameter is not given: a value, or a formula over the shapes. Required when absent. */
  readonly default?: ParamValue | { readonly formula: string; of(dims: Dims): ParamValue };
};

/** One dispatch: an entry point, how many workgroups, and the uniform block that it reads. */
export interface Step {
  readonly entry: string;
  readonly groups: readonly [number, number];
  readonly uniform: ArrayBuffer;
  /** About how many floating-point operations it does: what a dispatch may take is measured in these. */
  readonly work: number;
}

/** What a variant does with given shapes: buffers of its own, then dispatches in order. */
export interface Plan {
  /** Floats of each scratch buffer. */
  readonly scratch: readonly number[];
  readonly steps: readonly Step[];
}

/**
 * A WGSL file and how to run it. Bindings of group 0, always: inputs in the kernel's order, outputs, scratch buffers,
 * and the uniform block last.
 */
export interface Variant {
  readonly source: string;
  /** The file's name, as the reader sees it above the code. */
  readonly file: string;
  /** The largest sizes that it takes, by symbol. */
  readonly limits?: Dims;
  /** Cuts the work into dispatches of about `work` operations, where it can be cut. */
  plan(params: Params, dims: Dims, work: number): Plan;
}

/** All that the page, the command line, the tests and the benchmark need to know of a kernel. */
export interface Kernel {
  readonly id: string;
  readonly techniques: readonly string[];
  readonly params: Readonly<Record<string, ParamSpec>>;
  /** Shapes in symbols; the same symbol is the same size everywhere. */
  readonly inputs: Readonly<Record<string, readonly string[]>>;
  readonly outputs: Readonly<Record<string, readonly string[]>>;
  /** From the plainest to the fastest. */
  readonly variants: Readonly<Record<string, Variant>>;
  /** The allowed distance from float64: rms(ref - y) / rms(ref), and the largest absolute difference. */
  readonly tolerance: { readonly rms: number; readonly atol: number };
  /** Conditions between parameters and shapes. @throws InputError */
  check?(params: Params, dims: Dims): void;
  /** The readable truth, in float64. */
  reference(params: Params, inputs: Tensors, dims: Dims): Readonly<Record<string, Tensor<Float64Array>>>;
  /** Floating-point operations of one run. */
  flops(params: Params, dims: Dims): number;
  /** Bytes that one run must move at least: every input and output once, in float32. */
  bytes(params: Params, dims: Dims): number;
}

/** Why a variant cannot take these sizes, or nothing when it can. */
function overLimit(kernel: Kernel, name: string, dims: Dims): string | undefined {
  const limits = Object.entries(kernel.variants[name]?.limits ?? {});
  const over = limits.find(([symbol, limit]) => (dims[symbol] ?? 0) > limit);
  return over && `${kernel.id}: ${over[0]} is ${dims[over[0]]}, variant "${name}" takes at most ${over[1]}`;
}

/**
 * The variant of a name, or the fastest that takes these sizes.
 * @throws InputError for an unknown name, and for a variant that does not take the sizes
 */
export function chooseVariant(kernel: Kernel, name: string | undefined, dims: Dims): string {
  const names = Object.keys(kernel.variants);
  if (name === undefined) {
    const fitting = names.filter((candidate) => overLimit(kernel, candidate, dims) === undefined);
    const fastest = fitting.at(-1);
    if (fastest === undefined) throw new InputError(`${kernel.id}: no variant takes these sizes`);
    return fastest;
  }
  if (!Object.hasOwn(kernel.variants, name)) {
    throw new InputError(`${kernel.id}: unknown variant ${JSON.stringify(name)}, known: ${names.join(', ')}`);
  }
  const reason = overLimit(kernel, name, dims);
  if (reason) throw new InputError(reason);
  return name;
}
