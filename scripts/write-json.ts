import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Writes a document to a file: beside it first and then moved into place, so that a reader never sees half of one. What
 * is there and is no plain file (`/dev/stdout`, a pipe) is written to, not replaced.
 * @throws Error with one line when it cannot be written
 */
export function writeJson(file: string, value: unknown): void {
  const text = `${JSON.stringify(value)}\n`;
  const there = statSync(file, { throwIfNoEntry: false });
  const beside = `${file}.${process.pid}.part`;
  try {
    if (there && !there.isFile()) {
      writeFileSync(file, text);
      return;
    }
    writeFileSync(beside, text);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw new Error(`--out ${file}: ${error instanceof Error ? error.message : 'cannot be written'}`);
  }
}
