import { InputError, shown } from './input-error';
import type { Dims, Kernel, ParamSpec, Params, ParamValue } from './kernel';
import type { Tensors } from './tensor';

function range(spec: ParamSpec): string {
  if (spec.kind === 'boolean') return 'true or false';
  if (spec.kind === 'choice') return `one of ${spec.choices.join(', ')}`;
  const low =
    spec.kind === 'number' && spec.above !== undefined
      ? `above ${spec.above}`
      : spec.min !== undefined
        ? `at least ${spec.min}`
        : '';
  const high = spec.max === undefined ? '' : `at most ${spec.max}`;
  const what = spec.kind === 'count' ? 'a whole number' : 'a finite number';
  return [what, low, high].filter((part) => part !== '').join(', ');
}

function isAllowed(spec: ParamSpec, value: unknown): value is ParamValue {
  if (spec.kind === 'boolean') return typeof value === 'boolean';
  if (spec.kind === 'choice') return typeof value === 'string' && spec.choices.includes(value);
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  if (spec.kind === 'count' && !Number.isInteger(value)) return false;
  if (spec.min !== undefined && value < spec.min) return false;
  if (spec.kind === 'number' && spec.above !== undefined && value <= spec.above) return false;
  return spec.max === undefined || value <= spec.max;
}

function checkedParams(kernel: Kernel, given: Readonly<Record<string, unknown>>, dims: Dims): Params {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(kernel.params, name)) {
      throw new InputError(
        `${kernel.id}: unknown parameter ${shown(name)}, known: ${Object.keys(kernel.params).join(', ')}`,
      );
    }
  }
  return Object.fromEntries(
    Object.entries(kernel.params).map(([name, spec]) => {
      const value = given[name];
      if (value === undefined) {
        if (spec.default === undefined)
          throw new InputError(`${kernel.id}: parameter "${name}" is missing, expected ${range(spec)}`);
        return [name, typeof spec.default === 'object' ? spec.default.of(dims) : spec.default];
      }
      if (!isAllowed(spec, value)) {
        throw new InputError(`${kernel.id}: parameter "${name}" is ${shown(value)}, expected ${range(spec)}`);
      }
      return [name, value];
    }),
  );
}

function checkedDims(kernel: Kernel, inputs: Tensors): Dims {
  for (const name of Object.keys(inputs)) {
    if (!Object.hasOwn(kernel.inputs, name)) {
      throw new InputError(
        `${kernel.id}: unknown input ${shown(name)}, known: ${Object.keys(kernel.inputs).join(', ')}`,
      );
    }
  }
  const dims: Record<string, number> = {};
  const from: Record<string, string> = {};
  for (const [name, symbols] of Object.entries(kernel.inputs)) {
    const tensor = inputs[name];
    const expected = `[${symbols.join(',')}]`;
    if (!tensor) throw new InputError(`${kernel.id}: input "${name}" is missing, expected shape ${expected}`);
    const given = `[${tensor.shape.join(',')}]`;
    if (tensor.shape.length !== symbols.length) {
      throw new InputError(`${kernel.id}: input "${name}" has shape ${given}, expected ${expected}`);
    }
    symbols.forEach((symbol, axis) => {
      const size = tensor.shape[axis] ?? 0;
      const known = dims[symbol];
      if (known !== undefined && known !== size) {
        throw new InputError(
          `${kernel.id}: input "${name}" has shape ${given}, expected ${expected} with ${symbol} = ${known} as in "${from[symbol]}"`,
        );
      }
      dims[symbol] = size;
      from[symbol] ??= name;
    });
  }
  return dims;
}

/**
 * Checks a call against the kernel's description.
 * @throws InputError with one line that names the tensor or parameter, what is expected and what is given.
 */
export function checkCall(
  kernel: Kernel,
  params: Readonly<Record<string, unknown>>,
  inputs: Tensors,
): { params: Params; dims: Dims } {
  const dims = checkedDims(kernel, inputs);
  const checked = checkedParams(kernel, params, dims);
  kernel.check?.(checked, dims);
  return { params: checked, dims };
}
