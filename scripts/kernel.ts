import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { acquireDevice } from '@/lib/gpu/device';
import { KernelRunner } from '@/lib/gpu/run';
import { checkCall } from '@/lib/kernels/contract';
import { InputError } from '@/lib/kernels/input-error';
import type { Kernel } from '@/lib/kernels/kernel';
import { KERNELS, kernelById } from '@/lib/kernels/registry';
import { type Tensor, tensorFromJson, tensorToJson } from '@/lib/kernels/tensor';
import { createGpu, softwareGpuEnvironment } from './webgpu-node';
import { writeJson } from './write-json';

export const USAGE =
  'npm run kernel -- list [--json] | run ID --in FILE --out FILE [--variant V] [--device gpu|cpu] | batch --in FILE --out FILE';
const RERUN = 75;

interface Case {
  kernel?: unknown;
  params?: unknown;
  inputs?: unknown;
  variant?: unknown;
  device?: unknown;
}

function record(name: string, value: unknown): Record<string, unknown> {
  if (value === undefined) return {};
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new InputError(`${name}: expected an object`);
  return value as Record<string, unknown>;
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError(`--in ${file}: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`--in ${file}: not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

function chosenVariant(kernel: Kernel, variant: unknown): string {
  if (variant === undefined) return kernel.fastest;
  if (typeof variant !== 'string' || !(variant in kernel.variants)) {
    throw new InputError(
      `${kernel.id}: unknown variant ${JSON.stringify(variant)}, known: ${Object.keys(kernel.variants).join(', ')}`,
    );
  }
  return variant;
}

/** Checks a case in full before a device is looked for. @throws InputError */
function prepareCase(given: Case) {
  if (typeof given.kernel !== 'string') throw new InputError('kernel: expected the id of a kernel');
  const kernel = kernelById(given.kernel);
  const variant = chosenVariant(kernel, given.variant);
  if (given.device !== undefined && given.device !== 'gpu' && given.device !== 'cpu') {
    throw new InputError(`device: ${JSON.stringify(given.device)}, expected gpu or cpu`);
  }
  const inputs = Object.fromEntries(
    Object.entries(record('inputs', given.inputs)).map(([name, json]) => [name, tensorFromJson(name, json)]),
  );
  const { params, dims } = checkCall(kernel, record('params', given.params), inputs);
  return { kernel, variant, params, dims, inputs, device: given.device };
}

async function runCase(prepared: ReturnType<typeof prepareCase>, runner: KernelRunner | undefined) {
  const { kernel, variant, params, dims, inputs } = prepared;
  const device = prepared.device ?? (runner ? 'gpu' : 'cpu');
  let outputs: Readonly<Record<string, Tensor>>;
  if (device === 'gpu') {
    if (!runner) throw new InputError('device gpu: no WebGPU adapter on this machine; use --device cpu');
    ({ outputs } = await runner.run(kernel, variant, params, inputs, dims));
  } else {
    outputs = kernel.reference(params, inputs, dims);
  }
  return {
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([name, tensor]) => [name, tensorToJson(tensor)]),
    ),
    device,
    variant,
    adapter: device === 'gpu' ? runner?.capabilities.adapter : 'float64 reference',
  };
}

/**
 * A runner on a real adapter, else on the software one. That one needs an environment that must be there when the
 * process starts, so the command runs itself again in it; `undefined` then says that the child has done the work.
 */
async function withRunner(work: (runner: KernelRunner | undefined) => Promise<void>): Promise<void> {
  const gpu = createGpu();
  const device = await acquireDevice(gpu).catch(() => undefined);
  if (device) {
    try {
      await work(new KernelRunner(device));
    } finally {
      device.device.destroy();
    }
    return;
  }
  const environment = process.env.QWENEALOGY_SOFTWARE_GPU ? undefined : await softwareGpuEnvironment();
  if (!environment) {
    await work(undefined);
    return;
  }
  const again = spawnSync(process.execPath, ['scripts/run.mjs', 'kernel', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  process.exitCode = again.status ?? RERUN;
}

function list(json: boolean): string {
  if (!json) {
    return KERNELS.map(
      (kernel) =>
        `${kernel.id.padEnd(16)}${Object.keys(kernel.variants).join(', ').padEnd(18)}${kernel.techniques.join(', ')}`,
    ).join('\n');
  }
  return JSON.stringify(
    KERNELS.map((kernel) => ({
      id: kernel.id,
      techniques: kernel.techniques,
      params: Object.fromEntries(
        Object.entries(kernel.params).map(([name, { default: fallback, ...spec }]) => [
          name,
          {
            ...spec,
            ...(fallback === undefined
              ? { required: true }
              : typeof fallback === 'function'
                ? {}
                : { default: fallback }),
          },
        ]),
      ),
      tensors: { inputs: kernel.inputs, outputs: kernel.outputs },
      variants: Object.keys(kernel.variants),
      tolerance: kernel.tolerance,
    })),
  );
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
  const [verb, id] = positionals;
  if (verb === 'list') {
    process.stdout.write(`${list(values.json ?? false)}\n`);
    return;
  }
  if (verb !== 'run' && verb !== 'batch') throw new InputError(`usage: ${USAGE}`);
  const { in: input, out: output } = values;
  if (input === undefined || output === undefined)
    throw new InputError(`--in and --out are required; usage: ${USAGE}`);
  if (verb === 'run') {
    const call: Case = {
      ...record('input', readJson(input)),
      kernel: id,
      variant: values.variant,
      device: values.device,
    };
    const prepared = prepareCase(call);
    if (values.device === 'cpu') writeJson(output, await runCase(prepared, undefined));
    else await withRunner(async (runner) => writeJson(output, await runCase(prepared, runner)));
    return;
  }
  const { cases } = record('input', readJson(input));
  if (!Array.isArray(cases)) throw new InputError(`--in ${input}: expected {"cases": [...]}`);
  await withRunner(async (runner) => {
    const results: unknown[] = [];
    for (const given of cases as Case[]) {
      const result = Promise.resolve(given).then((value) =>
        runCase(prepareCase(record('case', value)), runner),
      );
      results.push(
        await result.catch((error: unknown) => ({
          error: error instanceof Error ? error.message : String(error),
        })),
      );
    }
    writeJson(output, { results });
  });
}
