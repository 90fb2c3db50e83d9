import { missingGpuEnvironment } from '../../scripts/webgpu-node';

/** Before the test processes start, so that Dawn finds the software adapter in them. A real adapter needs none of it. */
export default async function setup(): Promise<void> {
  Object.assign(process.env, await missingGpuEnvironment());
}
