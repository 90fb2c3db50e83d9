import { checkCall } from './contract';
import { InputError, shown } from './input-error';
import { chooseVariant, type Dims, type Kernel, type Params } from './kernel';
import { kernelById } from './registry';
import { type Tensors, tensorFromJson } from './tensor';

/** One call of a kernel as it stands in a file (kernels.md 6), checked in full. */
export interface Case {
  readonly kernel: Kernel;
  readonly variant: string;
  readonly params: Params;
  readonly dims: Dims;
  readonly inputs: Tensors;
  readonly device: 'gpu' | 'cpu' | undefined;
}

const FIELDS = ['kernel', 'variant', 'device', 'params', 'inputs'];
/** What a worked case (`tests/golden/cases`) says besides: such a file runs as it stands. */
const OF_WORKED_CASES = ['case', 'variants', 'outputs', 'tolerance', 'reference'];

function record(name: string, value: unknown): Record<string, unknown> {
  if (value === undefined) return {};
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new InputError(`${name}: expected an object, given ${shown(value)}`);
  }
  return value as Record<string, unknown>;
}

/**
 * Checks a case before a device is looked for.
 * @throws InputError with one line: what is wrong, what is allowed
 */
export function readCase(json: unknown): Case {
  const given = record('case', json);
  const unknown = Object.keys(given).find((field) => ![...FIELDS, ...OF_WORKED_CASES].includes(field));
  if (unknown !== undefined) {
    throw new InputError(`case: unknown field ${shown(unknown)}, known: ${FIELDS.join(', ')}`);
  }
  const { kernel: id, variant, device } = given;
  if (typeof id !== 'string') throw new InputError(`kernel: expected the id of a kernel, given ${shown(id)}`);
  const kernel = kernelById(id);
  if (variant !== undefined && typeof variant !== 'string') {
    throw new InputError(`${id}: variant is ${shown(variant)}, expected a name`);
  }
  if (device !== undefined && device !== 'gpu' && device !== 'cpu') {
    throw new InputError(`device is ${shown(device)}, expected gpu or cpu`);
  }
  const inputs = Object.fromEntries(
    Object.entries(record('inputs', given.inputs)).map(([name, tensor]) => [
      name,
      tensorFromJson(`input ${shown(name)}`, tensor),
    ]),
  );
  const { params, dims } = checkCall(kernel, record('params', given.params), inputs);
  return { kernel, variant: chooseVariant(kernel, variant, dims), params, dims, inputs, device };
}
