import { applyPack, type PackDiff } from '@/graph/packs';
import type { GraphPort } from '@/graph/port';
import { readPack } from './load-pack';

/**
 * Loads the pack of a folder into the graph: all of it or nothing, and nothing at all when its hash is there already.
 * @throws PackError when the pack is refused, GraphError when the database fails.
 */
export async function loadPack(port: GraphPort, dir: string, dryRun = false): Promise<PackDiff> {
  const { packs, nodes, edges } = readPack(dir);
  const [stamp] = packs;
  if (!stamp) throw new Error(`pack ${dir} has no stamp`);
  return applyPack(port, { stamp, nodes, edges }, { dryRun });
}
