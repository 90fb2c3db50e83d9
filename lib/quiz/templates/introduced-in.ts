import { type GraphEdge, type GraphNode, isBilingual } from '@/lib/knowledge/graph';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { soleFirstModel } from '@/lib/knowledge/introduction';
import { lineOf } from '@/lib/knowledge/lines';
import { midSentence } from '@/lib/knowledge/names';
import { type Candidate, edgeComponent, type Template } from '../template';

const released = (node: GraphNode | undefined) => String(node?.props.released ?? '');

/** Techniques that entered the line: where each was first used. Closed: every introduction of the pack is sourced. */
function introductions(graph: IndexedGraph): GraphEdge[] {
  return graph.withType('INTRODUCED_IN').filter((edge) => graph.node(edge.from)?.label === 'Technique');
}

export const introducedIn: Template = {
  id: 'introduced-in',
  version: 2,
  components: (graph) => introductions(graph).map(({ id }) => edgeComponent(id)),
  draft(graph, component) {
    const edge = introductions(graph).find(({ id }) => edgeComponent(id) === component);
    const technique = edge && graph.node(edge.from);
    const generation = edge && graph.node(edge.to);
    if (!edge || !technique || !generation) return undefined;
    const { name } = technique;
    const scope = isBilingual(edge.props.scope_text) ? edge.props.scope_text : undefined;
    const others = introductions(graph).filter(({ from, to }) => from === edge.from && to !== edge.to);
    const { name: lineName, generations: line = [] } = lineOf(graph, generation.id) ?? {};
    if (lineName === undefined) return undefined;
    const at = line.findIndex(({ id }) => id === edge.to);
    const candidates = line
      .map((node, index) => ({ node, distance: index - at }))
      .filter(({ distance }) => distance !== 0)
      // The nearest releases are the plausible ones; of two equally near, the earlier first.
      .sort((a, b) => Math.abs(a.distance) - Math.abs(b.distance) || a.distance - b.distance)
      .map(({ node, distance }): Candidate => {
        const otherScope = others.find(({ to }) => to === node.id)?.props.scope_text;
        const order = distance;
        if (isBilingual(otherScope)) {
          return {
            order,
            text: node.name,
            value: node.id,
            errorPath: 'other-scope',
            why: { en: `There it was ${otherScope.en}.`, zh: `在那里是${otherScope.zh}。` },
          };
        }
        const early = distance < 0;
        return {
          order,
          text: node.name,
          value: node.id,
          errorPath: early ? 'earlier-release' : 'later-release',
          why: early
            ? { en: `${node.name.en} did not have it yet.`, zh: `${node.name.zh} 当时还没有采用。` }
            : {
                en: `It had entered the line before ${node.name.en}.`,
                zh: `在 ${node.name.zh} 之前就已采用。`,
              },
        };
      });
    const model = soleFirstModel(graph, edge);
    const date = String(edge.props.date ?? released(generation));
    const first: Candidate = {
      order: 0,
      text: generation.name,
      value: generation.id,
      why: {
        en: `First in ${(model ?? generation).name.en}, ${date}.`,
        zh: `首次用于 ${(model ?? generation).name.zh}，${date}。`,
      },
    };
    return {
      level: 'recognise',
      stem: scope
        ? {
            en: `Where in ${lineName.en} did ${midSentence(name.en)} first appear ${scope.en}?`,
            zh: `${scope.zh}，“${name.zh}”最早出现在${lineName.zh}的哪一处？`,
          }
        : {
            en: `Where in ${lineName.en} did ${midSentence(name.en)} first appear?`,
            zh: `“${name.zh}”最早出现在${lineName.zh}的哪一处？`,
          },
      ...(scope ? { scope } : {}),
      check: {
        kind: 'edge',
        type: 'INTRODUCED_IN',
        from: edge.from,
        to: '?',
        ...(edge.props.scope === undefined ? {} : { props: { scope: edge.props.scope } }),
      },
      key: first,
      distractors: candidates,
      explanation: {
        en: `${name.en} came with ${generation.name.en}${model ? `, first in ${model.name.en}` : ''} (${date}).`,
        zh: `${name.zh}随 ${generation.name.zh} 进入谱系${model ? `，首次用于 ${model.name.zh}` : ''}（${date}）。`,
      },
      evidence: edge.evidence,
      about: [edge.from, edge.to, edge.id],
      ...(typeof technique.props.kernel === 'string' ? { kernel: technique.props.kernel } : {}),
    };
  },
};
