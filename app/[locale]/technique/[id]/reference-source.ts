import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of a kernel's float64 reference, as it stands in the repository: the source that is shown is the one that runs. */
export function referenceSource(kernel: string): string {
  return readFileSync(join(process.cwd(), 'lib', 'kernels', kernel, 'reference.ts'), 'utf8');
}
