import type { Device } from './device';
import { DeviceLostError, type KernelRun, KernelRunner } from './run';

type RunArguments = Parameters<KernelRunner['run']>;

/** A device to run on that is replaced when it is lost: adapters come and go, drivers reset, tabs are reclaimed. */
export class GpuSession {
  private constructor(
    private runner: KernelRunner,
    private readonly acquire: () => Promise<Device | undefined>,
  ) {}

  /** Nothing where there is no adapter. */
  static async open(acquire: () => Promise<Device | undefined>): Promise<GpuSession | undefined> {
    const device = await acquire();
    return device && new GpuSession(new KernelRunner(device), acquire);
  }

  get capabilities() {
    return this.runner.capabilities;
  }

  /** As `KernelRunner.run`; after a loss it runs once more, from the same inputs, on a new device. */
  async run(...call: RunArguments): Promise<KernelRun> {
    try {
      return await this.runner.run(...call);
    } catch (error) {
      if (!(error instanceof DeviceLostError)) throw error;
      const device = await this.acquire();
      if (!device) throw error;
      this.runner = new KernelRunner(device);
      return this.runner.run(...call);
    }
  }

  close(): void {
    this.runner.destroy();
  }
}
