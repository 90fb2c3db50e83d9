import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readGraphConfig } from '@/graph/config';
import { openEmbedded } from '@/graph/embedded';
import { openGraph } from '@/graph/open';
import { isUnchanged, type PackDiff } from '@/graph/packs';
import { loadPacks } from '@/seed/load';
import { DEFAULT_PACKS, statedPack } from '@/seed/load-pack';

export const USAGE = 'npm run seed -- [PACK_DIR ...] [--dry-run] [--json]';
const SHOWN_IDS = 20;

function table(diff: PackDiff, dryRun: boolean): string {
  const { id, version, hash } = diff.pack;
  const head = `pack ${id} ${version} (${hash})${dryRun ? ', dry run: nothing written' : ''}`;
  const rows = diff.kinds.map(({ kind, created, updated, deleted, unchanged }) =>
    [kind, created.length, updated.length, deleted.length, unchanged].map(String),
  );
  const lines = [['', 'created', 'updated', 'deleted', 'unchanged'], ...rows].map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(14) : cell.padStart(10))).join(''),
  );
  const changes = dryRun
    ? diff.kinds.flatMap(({ kind, created, updated, deleted }) =>
        (
          [
            ['+', created],
            ['~', updated],
            ['-', deleted],
          ] as const
        ).flatMap(([sign, ids]) => [
          ...ids.slice(0, SHOWN_IDS).map((changed) => `${sign} ${kind} ${changed}`),
          ...(ids.length > SHOWN_IDS ? [`${sign} ${kind} and ${ids.length - SHOWN_IDS} more`] : []),
        ]),
      )
    : [];
  const verdict = isUnchanged(diff) ? ['nothing to change'] : [];
  return [head, ...lines, ...changes, ...verdict].join('\n');
}

/** Loads packs into the database that the environment names; validates all of them before the first write. */
export async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } },
  });
  const folders = positionals.length > 0 ? positionals : DEFAULT_PACKS;
  for (const folder of folders) statedPack(folder);
  const config = readGraphConfig(process.env);
  const dryRun = values['dry-run'] ?? false;
  // A dry run never creates a database: without one, it compares with nothing.
  const empty = dryRun && config.engine === 'embedded' && !existsSync(config.file);
  const port = empty ? openEmbedded() : openGraph(config);
  try {
    await port.prepare();
    const diffs = await loadPacks(port, folders, dryRun);
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ dryRun, packs: diffs })}\n`
        : `${diffs.map((diff) => table(diff, dryRun)).join('\n\n')}\n`,
    );
  } finally {
    await port.close();
  }
}
