import { acquireDevice } from '@/lib/gpu/device';
import { DeviceLostError } from '@/lib/gpu/run';
import { GpuSession } from '@/lib/gpu/session';
import { type Comparison, compare } from '@/lib/kernels/compare';
import { checkCall } from '@/lib/kernels/contract';
import type { Dims, Kernel, Params } from '@/lib/kernels/kernel';
import { randomInputs } from '@/lib/kernels/random-inputs';
import type { Tensor, Tensors } from '@/lib/kernels/tensor';

export const TIMED_RUNS = 7;
const SEED = 1;

export interface VariantResult {
  readonly variant: string;
  /** Median over the timed runs. */
  readonly milliseconds: number;
  /** The output that is farthest from its limit's safe side. */
  readonly comparison: Comparison;
}

export interface LabResult {
  /** Nothing where there is no adapter: then only the reference ran. */
  readonly adapter?: string;
  /** The adapter went away during the run, and the next one too. */
  readonly lost?: boolean;
  readonly variants: readonly VariantResult[];
  readonly referenceMilliseconds: number;
  readonly values: number;
}

interface ReferenceAnswer {
  outputs: Record<string, Tensor<Float64Array>>;
  milliseconds: number;
}

function runReference(kernel: Kernel, params: Params, inputs: Tensors, dims: Dims): Promise<ReferenceAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./reference.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<ReferenceAnswer>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = ({ message }) => {
      worker.terminate();
      reject(new Error(message));
    };
    worker.postMessage({ kernel: kernel.id, params, inputs, dims });
  });
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Runs every variant on the reader's device and the reference beside it, and compares them. */
export async function runLab(kernel: Kernel, given: Params, sizes: Dims): Promise<LabResult> {
  const inputs = randomInputs(kernel, sizes, SEED);
  const { params, dims } = checkCall(kernel, given, inputs);
  const reference = await runReference(kernel, params, inputs, dims);
  const values = Object.values(reference.outputs).reduce((sum, { data }) => sum + data.length, 0);
  const base = { referenceMilliseconds: reference.milliseconds, values };
  const session = await GpuSession.open(() => acquireDevice(navigator.gpu));
  if (!session) return { ...base, variants: [] };
  try {
    const variants: VariantResult[] = [];
    for (const variant of Object.keys(kernel.variants)) {
      const run = await session.run(kernel, variant, params, inputs, dims, { repeat: TIMED_RUNS });
      const comparisons = Object.entries(reference.outputs).map(([name, expected]) =>
        compare(run.outputs[name] ?? { shape: [], data: new Float32Array() }, expected, kernel.tolerance),
      );
      const worst = comparisons.reduce((a, b) => (!b.pass || (a.pass && b.maxAbs > a.maxAbs) ? b : a));
      variants.push({ variant, milliseconds: median(run.milliseconds), comparison: worst });
    }
    return { ...base, adapter: session.capabilities.adapter, variants };
  } catch (error) {
    // Lost twice in a row: the reference has run, and what it says stands.
    if (error instanceof DeviceLostError) return { ...base, variants: [], lost: true };
    throw error;
  } finally {
    session.close();
  }
}
