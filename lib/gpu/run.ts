import { InputError } from '@/lib/kernels/input-error';
import { chooseVariant, type Dims, type Kernel, type Params, type Plan } from '@/lib/kernels/kernel';
import { elementCount, type Tensor, type Tensors } from '@/lib/kernels/tensor';
import type { Device } from './device';
import { PipelineCache } from './pipelines';

/** WebGPU's numeric flags: the names are globals of the page, which Node does not have. */
const USAGE = { MAP_READ: 1, COPY_SRC: 4, COPY_DST: 8, UNIFORM: 64, STORAGE: 128 } as const;
const MAP_READ = 1;
const STORAGE = USAGE.STORAGE | USAGE.COPY_DST | USAGE.COPY_SRC;

/**
 * Operations of one dispatch. A driver resets a device whose dispatch takes seconds, and a page stands still meanwhile,
 * so dispatches are cut to about 100 ms: first for the slowest adapter known (a software one, some 10 ns an operation),
 * then by what this device was measured to do.
 */
const FIRST_WORK = 1e7;
const MOST_WORK = 1e11;
const DISPATCH_MS = 100;

export interface KernelRun {
  readonly outputs: Readonly<Record<string, Tensor<Float32Array>>>;
  readonly variant: string;
  /** Wall-clock milliseconds of each timed repetition, from submission to completion. */
  readonly milliseconds: readonly number[];
}

export interface RunOptions {
  /** Run it that many times more and time each. */
  readonly repeat?: number;
  /** Shader text to run instead of the variant's own: an edited one, or one with a mistake for a test. */
  readonly source?: string;
}

/** The device went away: the caller takes a new one and runs again from its own inputs. */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';
}

interface Shape {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Buffers of one run, freed together. */
class Buffers {
  private readonly all: GPUBuffer[] = [];

  constructor(private readonly device: GPUDevice) {}

  make(bytes: number, usage: number): GPUBuffer {
    const buffer = this.device.createBuffer({ size: Math.max(16, Math.ceil(bytes / 4) * 4), usage });
    this.all.push(buffer);
    return buffer;
  }

  filled(bytes: ArrayBuffer | Float32Array<ArrayBuffer>, usage: number): GPUBuffer {
    const buffer = this.make(bytes.byteLength, usage | USAGE.COPY_DST);
    this.device.queue.writeBuffer(buffer, 0, bytes);
    return buffer;
  }

  destroy(): void {
    for (const buffer of this.all) buffer.destroy();
  }
}

/** Runs kernels on one device, one after the other. */
export class KernelRunner {
  private readonly pipelines: PipelineCache;
  private lost: string | undefined;
  private work = FIRST_WORK;
  /** Error scopes form a stack on the device: runs that overlapped would take each other's errors. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly target: Device) {
    this.pipelines = new PipelineCache(target.device);
    void target.device.lost.then(({ reason, message }) => {
      this.lost = `${reason}: ${message}`;
    });
  }

  get capabilities() {
    return this.target.capabilities;
  }

  get isLost(): boolean {
    return this.lost !== undefined;
  }

  /**
   * Runs a variant (the fastest that takes these sizes, when none is named) on inputs that `checkCall` has accepted.
   * @throws InputError over a limit or the memory of the adapter, ShaderError, DeviceLostError
   */
  run(
    kernel: Kernel,
    variant: string | undefined,
    params: Params,
    inputs: Tensors,
    dims: Dims,
    options: RunOptions = {},
  ): Promise<KernelRun> {
    const turn = this.last.then(() => this.runNow(kernel, variant, params, inputs, dims, options));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  destroy(): void {
    this.target.device.destroy();
  }

  private async runNow(
    kernel: Kernel,
    named: string | undefined,
    params: Params,
    inputs: Tensors,
    dims: Dims,
    { repeat = 0, source }: RunOptions,
  ): Promise<KernelRun> {
    const name = chooseVariant(kernel, named, dims);
    const variant = kernel.variants[name];
    if (!variant) throw new Error(`no variant ${name}`);
    const plan = variant.plan(params, dims, this.work);
    const outputs = Object.entries(kernel.outputs).map(
      ([output, symbols]): Shape => ({ name: output, shape: symbols.map((symbol) => dims[symbol] ?? 1) }),
    );
    this.checkLimits(kernel, plan, inputs, outputs);
    const { device } = this.target;
    const buffers = new Buffers(device);
    try {
      return await this.withoutErrors(kernel, async () => {
        const bound = await this.bind(kernel, source ?? variant.source, plan, inputs, outputs, buffers);
        await this.submit(bound.steps);
        const milliseconds: number[] = [];
        for (let i = 0; i < repeat; i += 1) {
          const began = performance.now();
          await this.submit(bound.steps);
          milliseconds.push(performance.now() - began);
        }
        const read = await this.readBack(bound.outputs, outputs, buffers);
        return { outputs: read, variant: name, milliseconds };
      });
    } catch (error) {
      // Work on a lost device fails in many ways; they all mean the same to the caller.
      await Promise.resolve();
      if (this.lost !== undefined) throw new DeviceLostError(this.lost, { cause: error });
      throw error;
    } finally {
      buffers.destroy();
    }
  }

  /**
   * WebGPU reports its errors beside the call that made them: without a scope around it, a buffer that found no memory
   * reads as zeros, which look like a result.
   */
  private async withoutErrors<T>(kernel: Kernel, work: () => Promise<T>): Promise<T> {
    const { device } = this.target;
    device.pushErrorScope('validation');
    device.pushErrorScope('out-of-memory');
    const outcome = await work().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    const memory = await device.popErrorScope();
    const invalid = await device.popErrorScope();
    if (memory) throw new InputError(`${kernel.id}: the adapter has not enough memory for these sizes`);
    if ('error' in outcome) throw outcome.error;
    if (invalid) throw new Error(`${kernel.id}: the device refused the run: ${invalid.message}`);
    return outcome.value;
  }

  private checkLimits(kernel: Kernel, plan: Plan, inputs: Tensors, outputs: readonly Shape[]): void {
    const { maxBufferSize, maxStorageBufferBindingSize } = this.target.capabilities;
    const limit = Math.min(maxBufferSize, maxStorageBufferBindingSize);
    const sizes = [
      ...Object.entries(inputs).map(([name, tensor]) => ({ name, bytes: 4 * elementCount(tensor.shape) })),
      ...outputs.map(({ name, shape }) => ({ name, bytes: 4 * elementCount(shape) })),
      ...plan.scratch.map((floats) => ({ name: 'its intermediate buffer', bytes: 4 * floats })),
    ];
    const tooLarge = sizes.find(({ bytes }) => bytes > limit);
    if (tooLarge) {
      throw new InputError(
        `${kernel.id}: ${tooLarge.name} needs ${tooLarge.bytes} bytes, this adapter allows ${limit}`,
      );
    }
  }

  private async bind(
    kernel: Kernel,
    source: string,
    plan: Plan,
    inputs: Tensors,
    outputShapes: readonly Shape[],
    buffers: Buffers,
  ) {
    const given = Object.keys(kernel.inputs).map((name) =>
      buffers.filled(Float32Array.from(inputs[name]?.data ?? []), STORAGE),
    );
    const outputs = outputShapes.map(({ shape }) => buffers.make(4 * elementCount(shape), STORAGE));
    const scratch = plan.scratch.map((floats) => buffers.make(4 * floats, STORAGE));
    const types: GPUBufferBindingType[] = [
      ...given.map((): GPUBufferBindingType => 'read-only-storage'),
      ...[...outputs, ...scratch].map((): GPUBufferBindingType => 'storage'),
      'uniform',
    ];
    const entries = [...new Set(plan.steps.map(({ entry }) => entry))];
    const { layout, pipelines } = await this.pipelines.get(source, entries, types);
    const steps = plan.steps.map(({ entry, groups, uniform, work }) => {
      const pipeline = pipelines.get(entry);
      if (!pipeline) throw new Error(`no pipeline for ${entry}`);
      const resources = [...given, ...outputs, ...scratch, buffers.filled(uniform, USAGE.UNIFORM)];
      const group = this.target.device.createBindGroup({
        layout,
        entries: resources.map((buffer, binding) => ({ binding, resource: { buffer } })),
      });
      return { pipeline, group, groups, work };
    });
    return { steps, outputs };
  }

  /** Submits the steps, waits for the device whenever a dispatch's worth is under way, and learns how fast it is. */
  private async submit(
    steps: readonly {
      pipeline: GPUComputePipeline;
      group: GPUBindGroup;
      groups: readonly [number, number];
      work: number;
    }[],
  ): Promise<void> {
    const { device } = this.target;
    const began = performance.now();
    let underWay = 0;
    for (const { pipeline, group, groups, work } of steps) {
      if (underWay > 0 && underWay + work > this.work) {
        await device.queue.onSubmittedWorkDone();
        underWay = 0;
      }
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(groups[0], groups[1]);
      pass.end();
      device.queue.submit([encoder.finish()]);
      underWay += work;
    }
    await device.queue.onSubmittedWorkDone();
    const perMillisecond = steps.reduce((sum, { work }) => sum + work, 0) / (performance.now() - began);
    this.work = Math.min(Math.max(perMillisecond * DISPATCH_MS, FIRST_WORK), MOST_WORK);
  }

  private async readBack(
    outputs: readonly GPUBuffer[],
    shapes: readonly Shape[],
    buffers: Buffers,
  ): Promise<Record<string, Tensor<Float32Array>>> {
    const { device } = this.target;
    const encoder = device.createCommandEncoder();
    const staged = outputs.map((buffer) => {
      const staging = buffers.make(buffer.size, USAGE.MAP_READ | USAGE.COPY_DST);
      encoder.copyBufferToBuffer(buffer, 0, staging, 0, buffer.size);
      return staging;
    });
    device.queue.submit([encoder.finish()]);
    const read = await Promise.all(
      staged.map(async (staging, index): Promise<[string, Tensor<Float32Array>]> => {
        const { name, shape } = shapes[index] ?? { name: '', shape: [] };
        await staging.mapAsync(MAP_READ);
        const data = new Float32Array(staging.getMappedRange().slice(0, 4 * elementCount(shape)));
        staging.unmap();
        return [name, { shape, data }];
      }),
    );
    return Object.fromEntries(read);
  }
}
