import { compareIds } from '@/lib/knowledge/canonical';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { FAMILIES } from '@/lib/knowledge/vocabulary';
import type { LineageInput } from './scene';

/** Stages by their place in the NEXT chain; a generation shows each letter once, at its first place. */
function stagesInOrder(graph: IndexedGraph): LineageInput['stages'] {
  const depth = (id: string): number =>
    graph.into(id, 'NEXT').reduce((deepest, { from }) => Math.max(deepest, 1 + depth(from)), 0);
  const ordered = graph
    .withLabel('Stage')
    .map(({ id, props }) => ({
      id,
      generation: graph.out(id, 'INTRODUCED_IN')[0]?.to ?? '',
      letter: String(props.letter),
      // Distillation stands beside the numbered stages, after them.
      depth: depth(id) + (props.kind === 'distillation' ? 100 : 0),
    }))
    .sort((a, b) => a.depth - b.depth || compareIds(a.id, b.id));
  return ordered
    .filter(
      (stage, index) =>
        ordered.findIndex(
          ({ generation, letter }) => generation === stage.generation && letter === stage.letter,
        ) === index,
    )
    .map(({ id, generation, letter }) => ({ id, generation, letter }));
}

/** What the map draws of a graph, in one language. Introductions are positions, uses are the length of lines. */
export function lineageInput(graph: IndexedGraph, locale: 'en' | 'zh'): LineageInput {
  const generations = graph
    .withLabel('Generation')
    .map(({ id, name, props }) => ({ id, name: name[locale], released: String(props.released) }))
    .sort((a, b) => compareIds(a.released, b.released));
  const indexOf = new Map(generations.map(({ id }, index) => [id, index]));
  const techniques = graph.withLabel('Technique').map((node) => {
    const introductions = [...graph.out(node.id, 'INTRODUCED_IN')].sort((a, b) =>
      compareIds(String(a.props.date), String(b.props.date)),
    );
    const users = graph.into(node.id, 'USES').map(({ from }) => graph.out(from, 'MEMBER_OF')[0]?.to ?? '');
    const uses = [...new Set(users.flatMap((generation) => indexOf.get(generation) ?? []))].sort(
      (a, b) => a - b,
    );
    const { abbr, family, rank, outside, kernel } = node.props;
    const label = typeof abbr === 'string' ? abbr : node.name[locale];
    const date = introductions[0]?.props.date;
    return {
      id: node.id,
      label,
      family: FAMILIES.find((known) => known === family) ?? 'compute',
      rank: Number(rank),
      outside: outside === true,
      hasKernel: kernel !== undefined,
      secondhand: introductions[0]?.evidence.every(({ confidence }) => confidence === 'secondhand') ?? false,
      ...(typeof date === 'string' ? { introduced: date } : {}),
      uses,
      replaces: graph
        .out(node.id, 'REPLACES')
        .map(({ to, props }) => ({ id: to, partial: props.scope !== undefined })),
      buildsOn: graph.out(node.id, 'BUILDS_ON').map(({ to }) => to),
    };
  });
  return {
    generations,
    techniques,
    models: graph.withLabel('Model').flatMap(({ id, props }) =>
      typeof props.released === 'string'
        ? [
            {
              id,
              released: props.released,
              mark:
                props.open_weights === false
                  ? ('api' as const)
                  : props.arch === 'moe'
                    ? ('moe' as const)
                    : ('dense' as const),
            },
          ]
        : [],
    ),
    stages: stagesInOrder(graph),
  };
}
