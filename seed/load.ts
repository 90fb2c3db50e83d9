import { applyPacks, type PackDiff } from '@/graph/packs';
import type { GraphPort } from '@/graph/port';
import { statedPack } from './load-pack';

/**
 * Loads the packs of some folders into the graph: all of them or nothing.
 * @throws PackError when a pack is refused, GraphError when the database fails.
 */
export async function loadPacks(
  port: GraphPort,
  dirs: readonly string[],
  dryRun = false,
): Promise<PackDiff[]> {
  const contents = dirs.map(statedPack).map(({ graph: { packs, nodes, edges }, yields_to }) => {
    const [stamp] = packs;
    if (!stamp) throw new Error('a pack has no stamp');
    return { stamp, yields_to, nodes, edges };
  });
  return applyPacks(port, contents, { dryRun });
}
