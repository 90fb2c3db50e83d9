import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Says it before the work is done when there is no folder for its result. @throws Error with one line */
export function checkOut(file: string): void {
  if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`--out ${file}: the folder ${dirname(file)} does not exist`);
  }
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`--out ${file}: is a folder`);
}

/**
 * Writes a document to a file: beside it first and then moved into place, so that a reader never sees half of one. What
 * is there and is no plain file (`/dev/stdout`, a pipe) is written to, not replaced.
 * @throws Error with one line when it cannot be written
 */
export function writeJson(file: string, value: unknown): void {
  const text = `${JSON.stringify(value)}\n`;
  const there = statSync(file, { throwIfNoEntry: false });
  try {
    if (there && !there.isFile()) {
      writeFileSync(file, text); // by its own name: a pipe's real path leads nowhere
      return;
    }
    // A link stays a link: what it leads to is replaced.
    replace(there ? realpathSync(file) : file, text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new Error(`--out ${file}: cannot be written${code ? ` (${code})` : ''}`, { cause: error });
  }
}

function replace(target: string, text: string): void {
  const beside = `${target}.${process.pid}.part`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
