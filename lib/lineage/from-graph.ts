import { compareIds } from '@/lib/knowledge/canonical';
import { type GraphEdge, type GraphNode, isBilingual } from '@/lib/knowledge/graph';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { linesOf } from '@/lib/knowledge/lines';
import { FAMILIES } from '@/lib/knowledge/vocabulary';
import type { LineageInput } from './scene';

/** The order of training: pre-training, long context, fine-tuning, preference or RL, numbered stages, distillation. */
const LETTERS = 'PLSR1234D';
/** A letter of another pack comes after the known ones. */
const place = (letter: string) => (LETTERS.includes(letter) ? LETTERS.indexOf(letter) : LETTERS.length);

/** The generations of one line, by their place in it. */
type Line = ReadonlyMap<string, number>;

/** Where a technique entered the line, first things first. */
function introductionsIn(graph: IndexedGraph, technique: string, line: Line): GraphEdge[] {
  return graph
    .out(technique, 'INTRODUCED_IN')
    .filter(({ to }) => line.has(to))
    .sort((a, b) => compareIds(String(a.props.date), String(b.props.date)));
}

/** The generations whose models use a technique. */
function usersOf(graph: IndexedGraph, technique: string): string[] {
  return graph
    .into(technique, 'USES')
    .flatMap(({ from }) => graph.out(from, 'MEMBER_OF'))
    .map(({ to }) => to);
}

/** The generations in which a technique was introduced or used. */
function homesOf(graph: IndexedGraph, technique: string): string[] {
  return [...graph.out(technique, 'INTRODUCED_IN').map(({ to }) => to), ...usersOf(graph, technique)];
}

/**
 * What the line introduced or used, and from outside all that this replaced or was built on, back to the first idea. A
 * technique that belongs to no line at all is drawn too.
 */
function techniquesOf(graph: IndexedGraph, line: Line): GraphNode[] {
  const techniques = graph.withLabel('Technique');
  const homes = new Map(techniques.map(({ id }) => [id, homesOf(graph, id)]));
  const own = techniques.filter(({ id }) => homes.get(id)?.some((home) => line.has(home)));
  const beside = new Set<string>();
  const open = own.map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const { to } of [...graph.out(id, 'REPLACES'), ...graph.out(id, 'BUILDS_ON')]) {
      if (!beside.has(to)) open.push(to);
      beside.add(to);
    }
  }
  return techniques.filter(
    (technique) =>
      own.includes(technique) || beside.has(technique.id) || homes.get(technique.id)?.length === 0,
  );
}

/** A generation shows each letter once. */
function stagesInOrder(graph: IndexedGraph, line: Line): LineageInput['stages'] {
  const ordered = graph
    .withLabel('Stage')
    .filter(({ id }) => graph.out(id, 'INTRODUCED_IN').some(({ to }) => line.has(to)))
    .map(({ id, props }) => ({
      id,
      generation: graph.out(id, 'INTRODUCED_IN').find(({ to }) => line.has(to))?.to ?? '',
      letter: String(props.letter),
    }))
    .sort((a, b) => place(a.letter) - place(b.letter) || compareIds(a.id, b.id));
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
  const [line] = linesOf(graph);
  const generations = (line?.generations ?? []).map(({ id, name, props }) => ({
    id,
    name: name[locale],
    released: String(props.released),
  }));
  const indexOf = new Map(generations.map(({ id }, index) => [id, index]));
  const drawn = techniquesOf(graph, indexOf);
  const onMap = new Set(drawn.map(({ id }) => id));
  const techniques = drawn.map((node) => {
    const introductions = introductionsIn(graph, node.id, indexOf);
    const users = usersOf(graph, node.id);
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
      // What the line neither introduced nor uses is from outside it, whatever its own pack calls it.
      outside: outside === true || (introductions.length === 0 && uses.length === 0),
      hasKernel: typeof kernel === 'string' && runs(kernel),
      secondhand:
        introductions[0]?.evidence.length !== 0 &&
        (introductions[0]?.evidence.every(({ confidence }) => confidence === 'secondhand') ?? false),
      ...(typeof date === 'string' ? { introduced: date } : {}),
      uses,
      replaces: graph
        .out(node.id, 'REPLACES')
        .filter(({ to }) => onMap.has(to))
        .map(({ to, props }) => ({ id: to, partial: props.scope !== undefined })),
      buildsOn: graph.out(node.id, 'BUILDS_ON').flatMap(({ to }) => (onMap.has(to) ? [to] : [])),
    };
  });
  return {
    generations,
    techniques,
    models: graph.withLabel('Model').flatMap(({ id, props }) =>
      typeof props.released === 'string' && graph.out(id, 'MEMBER_OF').some(({ to }) => indexOf.has(to))
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
    stages: stagesInOrder(graph, indexOf),
  };
}
