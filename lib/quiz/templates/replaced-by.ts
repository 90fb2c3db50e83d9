import { type GraphNode, isBilingual } from '@/lib/knowledge/graph';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { midSentence } from '@/lib/knowledge/names';
import type { EdgeType } from '@/lib/knowledge/vocabulary';
import { type Candidate, edgeComponent, type Template } from '../template';

const wordsOf = (name: string) => name.toLowerCase().split(/\W+/);
const sharesWord = (a: string, b: string) =>
  wordsOf(a).some((word) => word.length > 2 && wordsOf(b).includes(word));

/** Whether two Chinese names have two neighbouring characters in common. */
const sharesCharacters = (a: string, b: string) =>
  [...a].some((character, index) => {
    const pair = `${character}${[...a][index + 1] ?? ''}`;
    return /^\p{Script=Han}{2}$/u.test(pair) && b.includes(pair);
  });

const isTraining = ({ props }: GraphNode): boolean =>
  props.family === 'alignment' || props.family === 'reasoning';

const firstDate = (graph: IndexedGraph, id: string): string =>
  graph
    .out(id, 'INTRODUCED_IN')
    .map(({ props }) => String(props.date ?? ''))
    .sort()[0] ?? '';

const entered = (graph: IndexedGraph, id: string): string[] =>
  graph.out(id, 'INTRODUCED_IN').map(({ to }) => to);

/** Everything reached from a technique by edges of a type, itself not counted. */
function reached(graph: IndexedGraph, id: string, type: EdgeType, way: 'out' | 'into'): Set<string> {
  const found = new Set<string>();
  const visit = (from: string) => {
    for (const edge of graph[way](from, type)) {
      const next = way === 'out' ? edge.to : edge.from;
      if (found.has(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  visit(id);
  return found;
}

/**
 * Techniques that did not replace `old`. REPLACES says what a source says, so whatever might be defended as an answer
 * is left out:
 * - what entered in the same release without a replacement of its own: it may share in the succession (hybrid
 *   attention in the replacement of softmax attention);
 * - what the successor is built on, or what is built on it: Gated DeltaNet is linear attention;
 * - what replaced the successor in turn;
 * - what came between the two and is of the old one's kind: DPO stood in for PPO before GRPO did;
 * - what Qwen uses without a sourced beginning: nobody can say what it replaced (dense feed-forward, of which SwiGLU is
 *   one).
 * Architecture and training do not answer for each other.
 */
function wrongSuccessors(graph: IndexedGraph, old: GraphNode, successor: GraphNode): GraphNode[] {
  const releases = entered(graph, successor.id);
  const [from, to] = [firstDate(graph, old.id), firstDate(graph, successor.id)];
  const between = ({ id, props }: GraphNode) =>
    props.kind === old.props.kind && firstDate(graph, id) > from && firstDate(graph, id) < to;
  const kin = new Set([
    ...reached(graph, successor.id, 'BUILDS_ON', 'out'),
    ...reached(graph, successor.id, 'BUILDS_ON', 'into'),
    ...reached(graph, successor.id, 'REPLACES', 'into'),
  ]);
  return graph.withLabel('Technique').filter((candidate) => {
    if (candidate.id === old.id || candidate.id === successor.id || kin.has(candidate.id)) return false;
    if (between(candidate)) return false;
    const used = graph.into(candidate.id, 'USES').length > 0;
    if (entered(graph, candidate.id).length === 0 && (used || !candidate.props.outside)) return false;
    if (isTraining(candidate) !== isTraining(successor)) return false;
    if (graph.out(candidate.id, 'REPLACES').some(({ to }) => to === old.id)) return false;
    const together = entered(graph, candidate.id).some((release) => releases.includes(release));
    return !together || graph.out(candidate.id, 'REPLACES').length > 0;
  });
}

export const replacedBy: Template = {
  id: 'replaced-by',
  version: 1,
  components: (graph) => graph.withType('REPLACES').map(({ id }) => edgeComponent(id)),
  draft(graph, component) {
    const edge = graph.withType('REPLACES').find(({ id }) => edgeComponent(id) === component);
    const successor = edge && graph.node(edge.from);
    const old = edge && graph.node(edge.to);
    if (!edge || !successor || !old) return undefined;
    // The short name, as an engineer says it; a full one often shares a word with the key and gives it away.
    const { abbr, short } = old.props;
    const asked = typeof abbr === 'string' ? abbr : isBilingual(short) ? short.en : old.name.en;
    const scope = isBilingual(edge.props.scope_text) ? edge.props.scope_text : undefined;
    const distractors = wrongSuccessors(graph, old, successor)
      .map((node) => ({
        node,
        near:
          (node.props.family === successor.props.family ? 4 : 0) +
          (node.props.kind === successor.props.kind ? 2 : 0) +
          (graph.out(node.id, 'REPLACES').length > 0 ? 1 : 0) +
          // A key that alone shares a word with the question gives itself away.
          (sharesWord(node.name.en, old.name.en) ? 3 : 0) +
          (sharesCharacters(node.name.zh, old.name.zh) ? 2 : 0),
      }))
      .sort((a, b) => b.near - a.near || (a.node.id < b.node.id ? -1 : 1))
      .map(({ node }): Candidate => {
        const [replaced] = graph.out(node.id, 'REPLACES').flatMap(({ to }) => graph.node(to) ?? []);
        return {
          text: node.name,
          value: node.id,
          errorPath: replaced ? 'other-succession' : 'same-family',
          why: replaced
            ? {
                en: `${node.name.en} replaced ${midSentence(replaced.name.en)}.`,
                zh: `${node.name.zh}取代的是${replaced.name.zh}。`,
              }
            : { en: `${node.name.en} did not take its place.`, zh: `${node.name.zh}没有取代它。` },
        };
      });
    const why = isBilingual(edge.props.why) ? edge.props.why : undefined;
    return {
      level: 'recall',
      stem: {
        en: `In the Qwen line, which technique replaced ${midSentence(asked)}${scope ? ` ${scope.en}` : ''}?`,
        zh: `在 Qwen 谱系中，${scope ? `${scope.zh}，` : ''}哪项技术取代了“${typeof abbr === 'string' ? abbr : old.name.zh}”？`,
      },
      ...(scope ? { scope } : {}),
      check: {
        kind: 'edge',
        type: 'REPLACES',
        from: '?',
        to: edge.to,
        ...(edge.props.scope === undefined ? {} : { props: { scope: edge.props.scope } }),
      },
      key: {
        text: successor.name,
        value: successor.id,
        why: why ?? {
          en: `It took the place of ${midSentence(old.name.en)}.`,
          zh: `它取代了${old.name.zh}。`,
        },
      },
      distractors,
      explanation: {
        en: `${successor.name.en} replaced ${midSentence(old.name.en)}${scope ? ` ${scope.en}` : ''}.${why ? ` ${why.en}` : ''}`,
        zh: `${successor.name.zh}取代了${old.name.zh}${scope ? `（${scope.zh}）` : ''}。${why?.zh ?? ''}`,
      },
      evidence: edge.evidence,
      about: [edge.to, edge.from, edge.id],
      ...(typeof successor.props.kernel === 'string' ? { kernel: successor.props.kernel } : {}),
    };
  },
};
