import katex from 'katex';
import type { GraphEdge, GraphNode } from '@/lib/knowledge/graph';
import { EDGE_ENDS } from '@/lib/knowledge/vocabulary';
import { parameterProblems } from './check-parameters';
import type { ExpandedPack, PlacedElement } from './expand';
import type { PackFiles } from './pack-files';
import type { Problem } from './problems';

type Check = (pack: ExpandedPack, files: PackFiles) => Problem[];

function duplicates<T extends { id: string }>(
  kind: string,
  elements: readonly PlacedElement<T>[],
): Problem[] {
  const first = new Map<string, PlacedElement<T>>();
  return elements.flatMap((current) => {
    const earlier = first.get(current.element.id);
    if (!earlier) {
      first.set(current.element.id, current);
      return [];
    }
    const { file, line } = earlier.place;
    return [
      { ...current.place, reason: `duplicate ${kind} id "${current.element.id}", first at ${file}:${line}` },
    ];
  });
}

const uniqueIds: Check = ({ nodes, edges }) => [...duplicates('node', nodes), ...duplicates('edge', edges)];

const edgesJoinWhatExists: Check = ({ nodes, edges }) => {
  const labels = new Map(nodes.map(({ element }) => [element.id, element.label]));
  return edges.flatMap(({ element, place }) => {
    const [from, to] = EDGE_ENDS[element.type];
    return (
      [
        ['from', element.from, from],
        ['to', element.to, to],
      ] as const
    ).flatMap(([end, id, allowed]) => {
      const label = labels.get(id);
      if (!label)
        return [{ ...place, reason: `edge ${element.id}: ${end} "${id}" does not exist in the pack` }];
      if (!allowed.includes(label)) {
        return [
          {
            ...place,
            reason: `edge ${element.id}: ${end} "${id}" is a ${label}, allowed: ${allowed.join(', ')}`,
          },
        ];
      }
      return [];
    });
  });
};

const introducedModelsExist: Check = ({ nodes, edges }) => {
  const models = new Set(nodes.flatMap(({ element }) => (element.label === 'Model' ? [element.id] : [])));
  return edges.flatMap(({ element, place }) => {
    const model = element.type === 'INTRODUCED_IN' ? element.props.model : undefined;
    return typeof model === 'string' && !models.has(model)
      ? [{ ...place, reason: `edge ${element.id}: model "${model}" does not exist in the pack` }]
      : [];
  });
};

const everyStatementHasEvidence: Check = ({ nodes, edges }) => {
  const sources = new Set(nodes.flatMap(({ element }) => (element.label === 'Source' ? [element.id] : [])));
  const check = ({ element, place }: PlacedElement<GraphNode | GraphEdge>): Problem[] => {
    const isSource = 'label' in element && element.label === 'Source';
    if (isSource) return [];
    if (element.evidence.length === 0) return [{ ...place, reason: `${element.id}: no evidence` }];
    return element.evidence.flatMap(({ source, fields }) => [
      ...(sources.has(source)
        ? []
        : [
            {
              ...place,
              reason: `${element.id}: evidence names source "${source}", which the pack does not have`,
            },
          ]),
      ...(fields ?? [])
        .filter((field) => !(field in element.props))
        .map((field) => ({
          ...place,
          reason: `${element.id}: evidence for "${field}", a field that is not given`,
        })),
    ]);
  };
  return [...nodes.flatMap(check), ...edges.flatMap(check)];
};

/** A config field of a model is a fact of its own: some evidence must name it, or speak of the whole row. */
const everyModelFieldHasEvidence: Check = ({ nodes }) =>
  nodes.flatMap(({ element, place }) => {
    if (element.label !== 'Model') return [];
    if (element.evidence.some(({ fields }) => fields === undefined)) return [];
    const covered = new Set(element.evidence.flatMap(({ fields }) => fields ?? []));
    return Object.keys(element.props)
      .filter((field) => field !== 'aliases' && !covered.has(field))
      .map((field) => ({ ...place, reason: `${element.id}: no evidence for "${field}"` }));
  });

const repeatedIntroductionsSayTheirScope: Check = ({ edges }) => {
  const introductions = edges.filter(({ element }) => element.type === 'INTRODUCED_IN');
  const count = new Map<string, number>();
  for (const { element } of introductions) count.set(element.from, (count.get(element.from) ?? 0) + 1);
  return introductions.flatMap(({ element, place }) =>
    (count.get(element.from) ?? 0) > 1 && element.props.scope === undefined
      ? [
          {
            ...place,
            reason: `edge ${element.id}: "scope" is required, "${element.from}" was introduced more than once`,
          },
        ]
      : [],
  );
};

/** A technique that replaces itself through others would have no place on the time axis. */
const replacesHasNoCycle: Check = ({ edges }) => {
  const replaces = edges.filter(({ element }) => element.type === 'REPLACES');
  const next = new Map<string, PlacedElement<GraphEdge>[]>();
  for (const placed of replaces)
    next.set(placed.element.from, [...(next.get(placed.element.from) ?? []), placed]);
  const done = new Set<string>();
  const problems: Problem[] = [];
  const visit = (id: string, path: readonly string[]) => {
    for (const { element, place } of next.get(id) ?? []) {
      const start = path.indexOf(element.to);
      if (start >= 0) {
        problems.push({
          ...place,
          reason: `REPLACES runs in a circle: ${[...path.slice(start), element.to].join(' -> ')}`,
        });
      } else if (!done.has(element.to)) {
        visit(element.to, [...path, element.to]);
      }
    }
    done.add(id);
  };
  for (const { element } of replaces) if (!done.has(element.from)) visit(element.from, [element.from]);
  return problems;
};

const formulasAreTeX: Check = ({ nodes }) =>
  nodes.flatMap(({ element, place }) => {
    const { formula } = element.props;
    if (typeof formula !== 'string') return [];
    try {
      katex.renderToString(formula);
      return [];
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      return [{ ...place, reason: `${element.id}: formula: ${said}` }];
    }
  });

const parametersAgree: Check = (_pack, { models }) => models.flatMap(parameterProblems);

const CHECKS: readonly Check[] = [
  uniqueIds,
  edgesJoinWhatExists,
  introducedModelsExist,
  everyStatementHasEvidence,
  everyModelFieldHasEvidence,
  repeatedIntroductionsSayTheirScope,
  replacesHasNoCycle,
  formulasAreTeX,
  parametersAgree,
];

/** Everything that is wrong with an expanded pack; empty when it may be loaded. */
export function validatePack(pack: ExpandedPack, files: PackFiles): Problem[] {
  return CHECKS.flatMap((check) => check(pack, files));
}
