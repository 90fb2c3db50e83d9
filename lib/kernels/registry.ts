import { attention } from './attention';
import { InputError, shown } from './input-error';
import type { Kernel } from './kernel';
import { rmsnorm } from './rmsnorm';

export const KERNELS: readonly Kernel[] = [attention, rmsnorm];

/** Whether a kernel can be run; a pack may name kernels that are still to come. */
export function isBuilt(id: string): boolean {
  return KERNELS.some((kernel) => kernel.id === id);
}

/** @throws InputError when no kernel has this id. */
export function kernelById(id: string): Kernel {
  const kernel = KERNELS.find((candidate) => candidate.id === id);
  if (!kernel) {
    throw new InputError(
      `unknown kernel ${shown(id)}, known: ${KERNELS.map((candidate) => candidate.id).join(', ')}`,
    );
  }
  return kernel;
}
