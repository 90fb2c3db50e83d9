import { attention } from './attention';
import { InputError } from './input-error';
import type { Kernel } from './kernel';
import { rmsnorm } from './rmsnorm';

export const KERNELS: readonly Kernel[] = [attention, rmsnorm];

/** @throws InputError when no kernel has this id. */
export function kernelById(id: string): Kernel {
  const kernel = KERNELS.find((candidate) => candidate.id === id);
  if (!kernel) {
    throw new InputError(
      `unknown kernel "${id}", known: ${KERNELS.map((candidate) => candidate.id).join(', ')}`,
    );
  }
  return kernel;
}
