import { compareIds } from './canonical';
import { type Bilingual, type GraphNode, isBilingual } from './graph';
import type { IndexedGraph } from './indexed';

/** Releases that succeed one another, oldest first: Qwen1 to Qwen3-Next is one line, the works before it another. */
export interface Line {
  /** What its releases call it, or nothing when the pack does not say. */
  readonly name: Bilingual | undefined;
  readonly generations: readonly GraphNode[];
}

const released = (node: GraphNode) => String(node.props.released ?? '9999');

/** Oldest first, by id where two came at once; what has no date stands last. */
export function byRelease(a: GraphNode, b: GraphNode): number {
  return compareIds(released(a), released(b)) || compareIds(a.id, b.id);
}

/** The lines of a graph, the one with the most models first. */
export function linesOf(graph: IndexedGraph): Line[] {
  const seen = new Set<string>();
  const lines: GraphNode[][] = [];
  for (const start of graph.withLabel('Generation')) {
    if (seen.has(start.id)) continue;
    const line: GraphNode[] = [];
    const open = [start.id];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const node = graph.node(id);
      if (seen.has(id) || node?.label !== 'Generation') continue;
      seen.add(id);
      line.push(node);
      open.push(...graph.out(id, 'SUCCEEDS').map(({ to }) => to));
      open.push(...graph.into(id, 'SUCCEEDS').map(({ from }) => from));
    }
    lines.push(line.sort(byRelease));
  }
  const models = (line: readonly GraphNode[]) =>
    line.reduce((sum, { id }) => sum + graph.into(id, 'MEMBER_OF').length, 0);
  return lines
    .sort((a, b) => models(b) - models(a) || compareIds(a[0]?.id ?? '', b[0]?.id ?? ''))
    .map((generations) => {
      const name = generations.find(({ props }) => isBilingual(props.line))?.props.line;
      return { name: isBilingual(name) ? name : undefined, generations };
    });
}

/** The line that a generation belongs to. */
export function lineOf(graph: IndexedGraph, generation: string): Line | undefined {
  return linesOf(graph).find(({ generations }) => generations.some(({ id }) => id === generation));
}
