import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { GpuSession } from '@/lib/gpu/session';
import { type Case, readCase } from '@/lib/kernels/case';
import { InputError, shown } from '@/lib/kernels/input-error';
import type { ParamSpec } from '@/lib/kernels/kernel';
import { KERNELS, kernelById } from '@/lib/kernels/registry';
import { tensorToJson } from '@/lib/kernels/tensor';
import { runChild } from './child.mjs';
import { acquireNodeDevice, missingGpuEnvironment } from './webgpu-node';
import { checkOut, writeJson } from './write-json';

export const USAGE =
  'npm run kernel -- list [--json] | run ID --in FILE --out FILE [--variant V] [--device gpu|cpu] | batch --in FILE --out FILE';

function readJson(file: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new InputError(`--in ${file}: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new InputError(`--in ${file}: expected an object, given ${shown(value)}`);
  }
  return value as Record<string, unknown>;
}

async function outputsOf(given: Case, session: GpuSession | undefined) {
  const { kernel, params, inputs, dims, variant } = given;
  const device = given.device ?? (session ? 'gpu' : 'cpu');
  if (device === 'cpu') {
    return { outputs: kernel.reference(params, inputs, dims), device, variant, adapter: 'float64 reference' };
  }
  if (!session) throw new InputError('device gpu: no WebGPU adapter on this machine; use --device cpu');
  const { outputs } = await session.run(kernel, variant, params, inputs, dims);
  return { outputs, device, variant, adapter: session.capabilities.adapter };
}

async function resultOf(given: Case, session: GpuSession | undefined) {
  const { outputs, ...how } = await outputsOf(given, session);
  return {
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([name, tensor]) => [name, tensorToJson(tensor)]),
    ),
    ...how,
  };
}

/** What of a call stands in the file and what on the command line must not contradict each other. */
function calledFor(file: Record<string, unknown>, flags: Readonly<Record<string, unknown>>): unknown {
  for (const [name, flag] of Object.entries(flags)) {
    if (flag !== undefined && file[name] !== undefined && file[name] !== flag) {
      throw new InputError(`${name} is ${shown(file[name])} in the file and ${shown(flag)} in the command`);
    }
  }
  return { ...file, ...Object.fromEntries(Object.entries(flags).filter(([, flag]) => flag !== undefined)) };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function run(id: string, file: string, out: string, flags: { variant?: string; device?: string }) {
  const given = readCase(calledFor(readJson(file), { kernel: kernelById(id).id, ...flags }));
  const session = given.device === 'cpu' ? undefined : await GpuSession.open(acquireNodeDevice);
  try {
    writeJson(out, await resultOf(given, session));
  } finally {
    session?.close();
  }
}

async function batch(file: string, out: string) {
  const { cases, ...rest } = readJson(file);
  const unknown = Object.keys(rest)[0];
  if (!Array.isArray(cases) || unknown !== undefined) {
    throw new InputError(
      `--in ${file}: expected {"cases": [...]}${unknown ? `, given ${shown(unknown)} too` : ''}`,
    );
  }
  const session = await GpuSession.open(acquireNodeDevice);
  try {
    const results: unknown[] = [];
    for (const given of cases as unknown[]) {
      results.push(
        await Promise.resolve(given)
          .then((json) => resultOf(readCase(json), session))
          .catch((error: unknown) => ({ error: messageOf(error) })),
      );
    }
    writeJson(out, { results });
  } finally {
    session?.close();
  }
}

function paramForList({ default: fallback, ...spec }: ParamSpec) {
  if (fallback === undefined) return { ...spec, required: true };
  return { ...spec, default: typeof fallback === 'object' ? fallback.formula : fallback };
}

function list() {
  const typed = (tensors: Readonly<Record<string, readonly string[]>>) =>
    Object.fromEntries(Object.entries(tensors).map(([name, shape]) => [name, { shape, dtype: 'f32' }]));
  return KERNELS.map(({ id, techniques, params, inputs, outputs, variants, tolerance }) => ({
    id,
    techniques,
    params: Object.fromEntries(Object.entries(params).map(([name, spec]) => [name, paramForList(spec)])),
    tensors: { inputs: typed(inputs), outputs: typed(outputs) },
    variants: Object.keys(variants),
    limits: Object.fromEntries(
      Object.entries(variants).flatMap(([name, { limits }]) => (limits ? [[name, limits]] : [])),
    ),
    tolerance,
  }));
}

function listAsText(): string {
  return list()
    .map(({ id, techniques, params, tensors, variants }) => {
      const shapes = (group: Readonly<Record<string, { shape: readonly string[] }>>) =>
        Object.entries(group).map(([name, { shape }]) => `${name}[${shape.join(',')}]`);
      const settings = Object.entries(params).map(([name, { kind, ...spec }]) => {
        const range = 'choices' in spec ? spec.choices.join('|') : kind;
        return `${name}: ${range}${'default' in spec ? ` = ${spec.default}` : ''}`;
      });
      return [
        `${id} (${variants.join(', ')}): ${techniques.join(', ')}`,
        `  params: ${settings.join('; ')}`,
        `  tensors: ${shapes(tensors.inputs).join(' ')} -> ${shapes(tensors.outputs).join(' ')}`,
      ].join('\n');
    })
    .join('\n');
}

export async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      in: { type: 'string' },
      out: { type: 'string' },
      variant: { type: 'string' },
      device: { type: 'string' },
    },
  });
  const { json, in: input, out, variant, device } = values;
  const [verb, id = '', ...rest] = positionals;
  const expected = { list: 1, run: 2, batch: 1 }[verb ?? ''];
  const surplus = verb === 'run' ? rest[0] : id || rest[0];
  if (expected === undefined) throw new InputError(`usage: ${USAGE}`);
  if (surplus) throw new InputError(`${shown(surplus)} is not expected; usage: ${USAGE}`);
  if (verb === 'list') {
    if (input ?? out ?? variant ?? device) throw new InputError(`list takes --json alone; usage: ${USAGE}`);
    process.stdout.write(`${json ? JSON.stringify(list()) : listAsText()}\n`);
    return;
  }
  if (!input || !out) throw new InputError(`--in and --out are required; usage: ${USAGE}`);
  if (verb === 'batch' && (variant ?? device) !== undefined) {
    throw new InputError('batch: --variant and --device belong to run; each case has its own');
  }
  checkOut(out);
  // Before anything is read: standard input can be read once, and the child is the one that needs it.
  const environment = device === 'cpu' ? undefined : await missingGpuEnvironment();
  if (environment) {
    process.exitCode = await runChild(['scripts/run.mjs', 'kernel', ...args], {
      env: { ...process.env, ...environment },
      stdio: 'inherit',
    });
    return;
  }
  if (verb === 'run') await run(id, input, out, { variant, device });
  else await batch(input, out);
}
