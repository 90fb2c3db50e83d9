import { InputError } from '@/lib/kernels/input-error';
import type { Dims, Kernel, Params, Plan, Variant } from '@/lib/kernels/kernel';
import { elementCount, type Tensor, type Tensors } from '@/lib/kernels/tensor';
import type { Device } from './device';
import { PipelineCache } from './pipelines';

/** WebGPU's numeric flags: the names are globals of the page, which Node does not have. */
const USAGE = { MAP_READ: 1, COPY_SRC: 4, COPY_DST: 8, UNIFORM: 64, STORAGE: 128 } as const;
const MAP_READ = 1;

export interface KernelRun {
  readonly outputs: Readonly<Record<string, Tensor<Float32Array>>>;
  readonly variant: string;
  /** Wall-clock milliseconds of each timed repetition, from submission to completion. */
  readonly milliseconds: readonly number[];
}

/** The device went away: the caller takes a new one and runs again from its own inputs. */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';
}

/** Runs kernels on one device. */
export class KernelRunner {
  private readonly pipelines: PipelineCache;
  private lost: string | undefined;

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
   * Runs a variant on inputs that `checkCall` has accepted. `repeat` > 0 runs it that many times more and times each.
   * @throws InputError over a limit of the adapter, ShaderError, DeviceLostError
   */
  async run(
    kernel: Kernel,
    variantName: string,
    params: Params,
    inputs: Tensors,
    dims: Dims,
    { repeat = 0, source }: { repeat?: number; source?: string } = {},
  ): Promise<KernelRun> {
    const variant = kernel.variants[variantName];
    if (!variant) {
      throw new InputError(
        `${kernel.id}: unknown variant "${variantName}", known: ${Object.keys(kernel.variants).join(', ')}`,
      );
    }
    const plan = variant.plan(params, dims);
    const outputShapes = Object.entries(kernel.outputs).map(([name, symbols]) => ({
      name,
      shape: symbols.map((symbol) => dims[symbol] ?? 1),
    }));
    this.checkLimits(kernel, plan, inputs, outputShapes);
    const buffers: GPUBuffer[] = [];
    try {
      return await this.dispatch(
        kernel,
        { ...variant, source: source ?? variant.source },
        variantName,
        plan,
        inputs,
        outputShapes,
        buffers,
        repeat,
      );
    } catch (error) {
      // Work on a lost device fails in many ways; they all mean the same to the caller.
      await Promise.resolve();
      if (this.lost !== undefined) throw new DeviceLostError(this.lost, { cause: error });
      throw error;
    } finally {
      for (const buffer of buffers) buffer.destroy();
    }
  }

  private checkLimits(
    kernel: Kernel,
    plan: Plan,
    inputs: Tensors,
    outputs: readonly { name: string; shape: readonly number[] }[],
  ) {
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

  private async dispatch(
    kernel: Kernel,
    variant: Variant,
    variantName: string,
    plan: Plan,
    inputs: Tensors,
    outputShapes: readonly { name: string; shape: readonly number[] }[],
    buffers: GPUBuffer[],
    repeat: number,
  ): Promise<KernelRun> {
    const { device } = this.target;
    const allocate = (bytes: number, usage: number) => {
      const buffer = device.createBuffer({ size: Math.max(16, Math.ceil(bytes / 4) * 4), usage });
      buffers.push(buffer);
      return buffer;
    };
    const storage = USAGE.STORAGE | USAGE.COPY_DST | USAGE.COPY_SRC;
    const inputBuffers = Object.keys(kernel.inputs).map((name) => {
      const values = Float32Array.from(inputs[name]?.data ?? []);
      const buffer = allocate(values.byteLength, storage);
      device.queue.writeBuffer(buffer, 0, values);
      return buffer;
    });
    const outputBuffers = outputShapes.map(({ shape }) => allocate(4 * elementCount(shape), storage));
    const scratch = plan.scratch.map((floats) => allocate(4 * floats, storage));
    const tensors = [...inputBuffers, ...outputBuffers, ...scratch];
    const types: GPUBufferBindingType[] = [
      ...inputBuffers.map((): GPUBufferBindingType => 'read-only-storage'),
      ...[...outputBuffers, ...scratch].map((): GPUBufferBindingType => 'storage'),
      'uniform',
    ];
    const entries = [...new Set(plan.steps.map(({ entry }) => entry))];
    const { layout, pipelines } = await this.pipelines.get(variant.source, entries, types);
    const bound = plan.steps.map((step) => {
      const uniform = allocate(step.uniform.byteLength, USAGE.UNIFORM | USAGE.COPY_DST);
      device.queue.writeBuffer(uniform, 0, step.uniform);
      const resources = [...tensors, uniform];
      const group = device.createBindGroup({
        layout,
        entries: resources.map((buffer, binding) => ({ binding, resource: { buffer } })),
      });
      return { ...step, group };
    });
    const once = async (): Promise<number> => {
      const began = performance.now();
      // One submission per step: a driver resets the device when a single submission takes seconds.
      for (const { entry, groups, group } of bound) {
        const encoder = device.createCommandEncoder();
        const pass = encoder.beginComputePass();
        const pipeline = pipelines.get(entry);
        if (!pipeline) throw new Error(`no pipeline for ${entry}`);
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, group);
        pass.dispatchWorkgroups(groups[0], groups[1]);
        pass.end();
        device.queue.submit([encoder.finish()]);
      }
      await device.queue.onSubmittedWorkDone();
      return performance.now() - began;
    };
    await once();
    const milliseconds: number[] = [];
    for (let i = 0; i < repeat; i += 1) milliseconds.push(await once());
    const outputs = await this.readBack(outputBuffers, outputShapes, allocate);
    return { outputs, variant: variantName, milliseconds };
  }

  private async readBack(
    outputs: readonly GPUBuffer[],
    shapes: readonly { name: string; shape: readonly number[] }[],
    allocate: (bytes: number, usage: number) => GPUBuffer,
  ): Promise<Record<string, Tensor<Float32Array>>> {
    const { device } = this.target;
    const encoder = device.createCommandEncoder();
    const staged = outputs.map((buffer) => {
      const staging = allocate(buffer.size, USAGE.MAP_READ | USAGE.COPY_DST);
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
