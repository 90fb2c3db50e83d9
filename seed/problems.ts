import { compareIds } from '@/lib/knowledge/canonical';

/** Where a row of a pack stands: for messages that a person can act on. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Finds the line of a part of a row, such as `['replaces', 0, 'to']`; of the row itself without a path. */
export type At = (...path: readonly PropertyKey[]) => Place;

export interface Problem extends Place {
  readonly reason: string;
}

/** A pack that cannot be loaded, with every problem that was found in it. Nothing has been written. */
export class PackError extends Error {
  readonly problems: readonly Problem[];

  constructor(pack: string, problems: readonly Problem[]) {
    const sorted = [...problems].sort((a, b) => compareIds(a.file, b.file) || a.line - b.line);
    const lines = sorted.map(({ file, line, reason }) => `${file}:${line}: ${reason}`);
    super(
      `pack ${pack} refused, ${sorted.length} problem${sorted.length === 1 ? '' : 's'}, nothing written\n${lines.join('\n')}`,
    );
    this.name = 'PackError';
    this.problems = sorted;
  }
}
