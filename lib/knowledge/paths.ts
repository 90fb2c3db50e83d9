import { compareIds } from './canonical';
import type { IndexedGraph } from './indexed';
import type { EdgeType } from './vocabulary';

/** Edges that say how one thing came from another. Claims are about things and lead from none to the next. */
export const PATH_TYPES = [
  'REPLACES',
  'BUILDS_ON',
  'INTRODUCED_IN',
  'USES',
  'MEMBER_OF',
  'SUCCEEDS',
  'NEXT',
  'TRAINED_BY',
] as const satisfies readonly EdgeType[];

/** A walk from one node to another; `directions` says of each edge whether it was walked along or against. */
export interface Path {
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
  readonly directions: readonly ('along' | 'against')[];
}

interface Step {
  readonly edge: string;
  readonly to: string;
  readonly direction: 'along' | 'against';
}

const MAX_PATHS = 20;
const MAX_LENGTH = 12;

/**
 * All shortest paths between two nodes over edges of some types, walked either way: at most 20, of at most 12 edges, in
 * the order of their node ids and then edge ids. From a node to itself there is one path without edges.
 */
export function shortestPaths(
  graph: IndexedGraph,
  from: string,
  to: string,
  types: readonly EdgeType[] = PATH_TYPES,
): Path[] {
  const steps = (id: string): Step[] =>
    [
      ...graph.out(id).map((edge) => ({ edge, to: edge.to, direction: 'along' as const })),
      ...graph.into(id).map((edge) => ({ edge, to: edge.from, direction: 'against' as const })),
    ]
      .filter(({ edge }) => types.includes(edge.type) && edge.from !== edge.to)
      .map(({ edge, ...rest }) => ({ edge: edge.id, ...rest }))
      .sort((a, b) => compareIds(a.to, b.to) || compareIds(a.edge, b.edge));
  const distances = distancesTo(to, from, steps);
  if (!distances) return [];
  const paths: Path[] = [];
  const walk = (id: string, path: Path): void => {
    if (id === to) paths.push(path);
    const left = distances.get(id);
    if (left === undefined || left === 0) return;
    for (const step of steps(id)) {
      if (paths.length === MAX_PATHS) return;
      if (distances.get(step.to) !== left - 1) continue;
      walk(step.to, {
        nodes: [...path.nodes, step.to],
        edges: [...path.edges, step.edge],
        directions: [...path.directions, step.direction],
      });
    }
  };
  walk(from, { nodes: [from], edges: [], directions: [] });
  return paths;
}

/** Edges between each node and `to`, breadth first, until `from` is reached; nothing where it is not. */
function distancesTo(
  to: string,
  from: string,
  steps: (id: string) => Step[],
): Map<string, number> | undefined {
  const distances = new Map([[to, 0]]);
  let ring = [to];
  for (let length = 1; length <= MAX_LENGTH && !distances.has(from); length += 1) {
    const next: string[] = [];
    for (const id of ring) {
      for (const step of steps(id)) {
        if (distances.has(step.to)) continue;
        distances.set(step.to, length);
        next.push(step.to);
      }
    }
    ring = next;
  }
  return distances.has(from) ? distances : undefined;
}
