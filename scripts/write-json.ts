import { renameSync, writeFileSync } from 'node:fs';

/** Written beside and moved into place: a reader never sees half a file. */
export function writeJson(file: string, value: unknown): void {
  const beside = `${file}.${process.pid}.part`;
  writeFileSync(beside, `${JSON.stringify(value)}\n`);
  renameSync(beside, file);
}
