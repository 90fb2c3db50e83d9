import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalExport, compareIds } from '@/lib/knowledge/canonical';
import type { GraphEdge, GraphExport, GraphNode } from '@/lib/knowledge/graph';
import { type ExpandedPack, expandPack } from './expand';
import { lintPack, type Remark } from './lint';
import { readPackFiles } from './pack-files';
import { PackError } from './problems';
import type { PackHeader } from './schema';
import { validatePack } from './validate';

/** The packs that are loaded unless others are named; a pack stands after those it yields to. */
export const DEFAULT_PACKS: readonly string[] = ['seed/qwen', 'seed/roots'];

/** The graph that a pack states, and whose statements it yields to. */
export interface StatedPack {
  readonly graph: GraphExport;
  readonly yields_to: readonly string[];
}

/** @throws PackError with every problem of the pack: a pack is taken whole or not at all */
function checkedPack(dir: string): { header: PackHeader; pack: ExpandedPack } {
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
  return { header: files.header, pack };
}

/** Reads a pack's folder into the graph that it states. @throws PackError */
export function statedPack(dir: string): StatedPack {
  const { header, pack } = checkedPack(dir);
  const elements = canonicalExport(
    [],
    pack.nodes.map(({ element }) => element),
    pack.edges.map(({ element }) => element),
  );
  const hash = createHash('sha256')
    .update(JSON.stringify([header, elements.nodes, elements.edges]))
    .digest('hex')
    .slice(0, 16);
  const { id, version, yields_to = [] } = header;
  return { graph: { ...elements, packs: [{ id, version, hash }] }, yields_to };
}

/** What the pack of a folder could say better. @throws PackError when it cannot be loaded at all */
export function lintedPack(dir: string): Remark[] {
  const { header, pack } = checkedPack(dir);
  return lintPack(pack, header.yields_to !== undefined).sort(
    (a, b) => compareIds(a.file, b.file) || a.line - b.line,
  );
}

/** One of each id: the statement of a pack that does not yield to another that states it too. */
function keptOf<T extends GraphNode | GraphEdge>(
  packs: readonly StatedPack[],
  elementsOf: (graph: GraphExport) => readonly T[],
): T[] {
  const kept = new Map<string, { element: T; pack: string }>();
  const yieldsOf = (id: string) => packs.find(({ graph }) => graph.packs[0]?.id === id)?.yields_to ?? [];
  for (const { graph, yields_to } of packs) {
    const pack = graph.packs[0]?.id ?? '';
    for (const element of elementsOf(graph)) {
      const other = kept.get(element.id);
      if (other && yields_to.includes(other.pack)) continue;
      if (other && !yieldsOf(other.pack).includes(pack)) {
        throw new Error(`"${element.id}" belongs to pack "${other.pack}": pack "${pack}" needs another id`);
      }
      kept.set(element.id, { element, pack });
    }
  }
  return [...kept.values()].map(({ element }) => element);
}

/** The graph of packs that are loaded together, without a database. @throws PackError */
export function readPacks(dirs: readonly string[]): GraphExport {
  const packs = dirs.map(statedPack);
  return canonicalExport(
    packs.flatMap(({ graph }) => graph.packs),
    keptOf(packs, ({ nodes }) => nodes),
    keptOf(packs, ({ edges }) => edges),
  );
}

/** The graph of one pack alone. @throws PackError */
export function readPack(dir: string): GraphExport {
  return statedPack(dir).graph;
}
