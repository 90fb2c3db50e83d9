import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalExport } from '@/lib/knowledge/canonical';
import type { GraphExport } from '@/lib/knowledge/graph';
import { expandPack } from './expand';
import { readPackFiles } from './pack-files';
import { PackError } from './problems';
import { validatePack } from './validate';

/**
 * Reads a pack's folder into the graph that it states.
 * @throws PackError with every problem of the pack: a pack is taken whole or not at all.
 */
export function readPack(dir: string): GraphExport {
  if (!existsSync(join(dir, 'pack.yaml')) && !existsSync(join(dir, 'pack.yml'))) {
    throw new PackError(dir, [
      { file: 'pack.yaml', line: 1, reason: 'missing: give the folder of a pack, such as seed/qwen' },
    ]);
  }
  const { files, problems, refused } = readPackFiles(dir);
  if (!files) throw new PackError(dir, problems);
  const pack = expandPack(files);
  const found = [...problems, ...validatePack(pack, files, refused)];
  if (found.length > 0) throw new PackError(files.header.id, found);
  const elements = canonicalExport(
    [],
    pack.nodes.map(({ element }) => element),
    pack.edges.map(({ element }) => element),
  );
  const hash = createHash('sha256')
    .update(JSON.stringify([files.header, elements.nodes, elements.edges]))
    .digest('hex')
    .slice(0, 16);
  return { ...elements, packs: [{ id: files.header.id, version: files.header.version, hash }] };
}
