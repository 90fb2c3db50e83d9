import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readGraphConfig } from '@/graph/config';
import { openEmbedded } from '@/graph/embedded';
import { openGraph } from '@/graph/open';
import { isUnchanged, type PackDiff } from '@/graph/packs';
import { loadPacks } from '@/seed/load';
import { DEFAULT_PACKS, lintedPack, statedPack } from '@/seed/load-pack';

export const USAGE = 'npm run seed -- [PACK_DIR ...] [--dry-run | --lint] [--json]';
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

/** Prints what the packs could say better, with file and line; an error when there is anything. */
function lint(folders: readonly string[], json: boolean): void {
  const remarks = folders.flatMap((folder) =>
    lintedPack(folder).map((remark) => ({ pack: folder, ...remark })),
  );
  const lines = remarks.map(
    ({ pack, file, line, rule, reason }) => `${pack}/${file}:${line}: ${rule}: ${reason}\n`,
  );
  process.stdout.write(json ? `${JSON.stringify({ remarks })}\n` : lines.join(''));
  if (remarks.length > 0) throw new Error(`${remarks.length} remark${remarks.length === 1 ? '' : 's'}`);
  process.stderr.write(`lint: nothing to remark in ${folders.join(', ')}\n`);
}

/** Loads packs into the database that the environment names; validates all of them before the first write. */
export async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean' }, lint: { type: 'boolean' }, json: { type: 'boolean' } },
  });
  const folders = positionals.length > 0 ? positionals : DEFAULT_PACKS;
  if (values.lint) {
    if (values['dry-run']) throw new Error('--lint reads the packs only: --dry-run does not go with it');
    lint(folders, values.json ?? false);
    return;
  }
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
