import type { Dims, Params } from '@/lib/kernels/kernel';
import { kernelById } from '@/lib/kernels/registry';
import type { Tensors } from '@/lib/kernels/tensor';

interface Task {
  kernel: string;
  params: Params;
  inputs: Tensors;
  dims: Dims;
}

// The float64 reference runs here so that the page stays alive while it computes.
self.onmessage = ({ data }: MessageEvent<Task>) => {
  const began = performance.now();
  const outputs = kernelById(data.kernel).reference(data.params, data.inputs, data.dims);
  self.postMessage({ outputs, milliseconds: performance.now() - began });
};
