import type { Device } from '@/lib/gpu/device';
import { acquireNodeDevice } from '@/scripts/webgpu-node';

/** The adapter of this machine, or undefined: tests that need one then skip and say so. */
export const device: Device | undefined = await acquireNodeDevice();
export const NO_ADAPTER = 'no WebGPU adapter: neither a GPU nor the software adapter of @sparticuz/chromium';
/** Another device of the same adapter, for tests that destroy theirs. */
export const anotherDevice = acquireNodeDevice;
