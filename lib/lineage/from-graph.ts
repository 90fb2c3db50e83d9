import { compareIds } from '@/lib/knowledge/canonical';
import { isBilingual } from '@/lib/knowledge/graph';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { FAMILIES } from '@/lib/knowledge/vocabulary';
import type { LineageInput } from './scene';

/** The order of training: pre-training, long context, fine-tuning, preference or RL, numbered stages, distillation. */
const LETTERS = 'PLSR1234D';

/** A generation shows each letter once. */
function stagesInOrder(graph: IndexedGraph): LineageInput['stages'] {
  const ordered = graph
    .withLabel('Stage')
    .map(({ id, props }) => ({
      id,
      generation: graph.out(id, 'INTRODUCED_IN')[0]?.to ?? '',
      letter: String(props.letter),
    }))
    .sort((a, b) => LETTERS.indexOf(a.letter) - LETTERS.indexOf(b.letter) || compareIds(a.id, b.id));
  return ordered.filter(
    (stage, index) =>
      ordered.findIndex(
        ({ generation, letter }) => generation === stage.generation && letter === stage.letter,
      ) === index,
  );
}

/**
 * What the map draws of a graph, in one language. Introductions are positions, uses are the length of lines.
 * `runs` says which kernels can be run: the pack may name more.
 */
export function lineageInput(
  graph: IndexedGraph,
  locale: 'en' | 'zh',
  runs: (kernel: string) => boolean,
): LineageInput {
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
    const { abbr, family, rank, outside, kernel, short } = node.props;
    // Chinese names are short enough to stand on the map where English needs its abbreviation.
    const name = locale === 'en' && typeof abbr === 'string' ? abbr : node.name[locale];
    const label = isBilingual(short) ? short[locale] : name;
    // What came from outside while Qwen was on its way stands at its own date (DeltaNet); the rest before Qwen.
    const own = String(node.props.origin_date ?? '');
    const date = introductions[0]?.props.date ?? (own > (generations[0]?.released ?? '') ? own : undefined);
    return {
      id: node.id,
      label,
      family: FAMILIES.find((known) => known === family) ?? 'compute',
      rank: Number(rank),
      outside: outside === true,
      hasKernel: typeof kernel === 'string' && runs(kernel),
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
