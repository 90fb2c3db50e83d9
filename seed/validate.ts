import type { GraphEdge, GraphNode } from '@/lib/knowledge/graph';
import { EDGE_ENDS, type EdgeType } from '@/lib/knowledge/vocabulary';
import { statementProblems } from './check-claims';
import { parameterProblems } from './check-parameters';
import { texProblems } from './check-tex';
import type { ExpandedPack, PlacedElement } from './expand';
import type { PackFiles } from './pack-files';
import type { Problem } from './problems';

interface Context {
  readonly pack: ExpandedPack;
  readonly files: PackFiles;
  /** Rows that were refused for their form: they exist, but nothing more is known of them. */
  readonly refused: ReadonlySet<string>;
}
type Check = (context: Context) => Problem[];

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
    const { file, line } = earlier.at();
    return [
      { ...current.at(), reason: `duplicate ${kind} id "${current.element.id}", first at ${file}:${line}` },
    ];
  });
}

const uniqueIds: Check = ({ pack }) => [...duplicates('node', pack.nodes), ...duplicates('edge', pack.edges)];

const edgesJoinWhatExists: Check = ({ pack, refused }) => {
  const labels = new Map(pack.nodes.map(({ element }) => [element.id, element.label]));
  return pack.edges.flatMap(({ element, at }) => {
    const [from, to] = EDGE_ENDS[element.type];
    return (
      [
        ['from', element.from, from],
        ['to', element.to, to],
      ] as const
    ).flatMap(([end, id, allowed]) => {
      const label = labels.get(id);
      if (!label && refused.has(id)) return [];
      if (!label) {
        return [{ ...at(end), reason: `edge ${element.id}: ${end} "${id}" does not exist in the pack` }];
      }
      if (allowed.includes(label)) return [];
      const reason = `edge ${element.id}: ${end} "${id}" is a ${label}, allowed: ${allowed.join(', ')}`;
      return [{ ...at(end), reason }];
    });
  });
};

const introducedModelsExist: Check = ({ pack, refused }) => {
  const models = new Set(
    pack.nodes.flatMap(({ element }) => (element.label === 'Model' ? [element.id] : [])),
  );
  return pack.edges.flatMap(({ element, at }) => {
    const model = element.type === 'INTRODUCED_IN' ? element.props.model : undefined;
    return typeof model === 'string' && !models.has(model) && !refused.has(model)
      ? [{ ...at('model'), reason: `edge ${element.id}: model "${model}" does not exist in the pack` }]
      : [];
  });
};

/** `used_by: {generation, except}` becomes edges only for models that exist, so a slip would lose them in silence. */
const usersExist: Check = ({ files, refused }) => {
  const generations = new Set([...files.generations.map(({ row }) => row.id), ...refused]);
  const generationOf = new Map(files.models.map(({ row }) => [row.id, row.generation]));
  return files.techniques.flatMap(({ row, at }) =>
    (row.used_by ?? []).flatMap(({ generation, except = [] }, index) => {
      if (generation === undefined) return [];
      const unknown = generations.has(generation)
        ? []
        : [
            {
              ...at('used_by', index, 'generation'),
              reason: `${row.id}: generation "${generation}" does not exist in the pack`,
            },
          ];
      const strangers = except
        .filter((model) => generationOf.get(model) !== generation && !refused.has(model))
        .map((model) => ({
          ...at('used_by', index, 'except'),
          reason: `${row.id}: except "${model}", which is no model of ${generation}`,
        }));
      return [...unknown, ...strangers];
    }),
  );
};

const everyStatementHasEvidence: Check = ({ pack, refused }) => {
  const sources = new Set(
    pack.nodes.flatMap(({ element }) => (element.label === 'Source' ? [element.id] : [])),
  );
  const check = ({ element, at }: PlacedElement<GraphNode | GraphEdge>): Problem[] => {
    const isSource = 'label' in element && element.label === 'Source';
    if (isSource) return [];
    if (element.evidence.length === 0) return [{ ...at(), reason: `${element.id}: no evidence` }];
    return element.evidence.flatMap(({ source, fields = [] }, index) => [
      ...(sources.has(source) || refused.has(source)
        ? []
        : [
            {
              ...at('evidence', index, 'source'),
              reason: `${element.id}: evidence names source "${source}", which the pack does not have`,
            },
          ]),
      ...fields
        .filter((field) => !(field in element.props))
        .map((field) => ({
          ...at('evidence', index, 'fields'),
          reason: `${element.id}: evidence for "${field}", a field that is not given`,
        })),
    ]);
  };
  return [...pack.nodes.flatMap(check), ...pack.edges.flatMap(check)];
};

/** A config field of a model is a fact of its own: some evidence must name it, or speak of the whole row. */
const everyModelFieldHasEvidence: Check = ({ pack }) =>
  pack.nodes.flatMap(({ element, at }) => {
    if (element.label !== 'Model') return [];
    if (element.evidence.some(({ fields }) => fields === undefined)) return [];
    const covered = new Set(element.evidence.flatMap(({ fields }) => fields ?? []));
    return Object.keys(element.props)
      .filter((field) => field !== 'aliases' && !covered.has(field))
      .map((field) => ({ ...at('props', field), reason: `${element.id}: no evidence for "${field}"` }));
  });

const repeatedIntroductionsSayTheirScope: Check = ({ pack }) => {
  const introductions = pack.edges.filter(({ element }) => element.type === 'INTRODUCED_IN');
  const count = new Map<string, number>();
  for (const { element } of introductions) count.set(element.from, (count.get(element.from) ?? 0) + 1);
  return introductions.flatMap(({ element, at }) =>
    (count.get(element.from) ?? 0) > 1 && element.props.scope === undefined
      ? [
          {
            ...at(),
            reason: `edge ${element.id}: "scope" is required, "${element.from}" was introduced more than once`,
          },
        ]
      : [],
  );
};

/** Relations that run through time: what came out of itself would have no place on the axis. */
const ACYCLIC: readonly EdgeType[] = ['REPLACES', 'BUILDS_ON', 'SUCCEEDS', 'NEXT'];

function cycles(type: EdgeType, edges: readonly PlacedElement<GraphEdge>[]): Problem[] {
  const next = new Map<string, PlacedElement<GraphEdge>[]>();
  for (const placed of edges) {
    next.set(placed.element.from, [...(next.get(placed.element.from) ?? []), placed]);
  }
  const done = new Set<string>();
  const problems: Problem[] = [];
  const visit = (id: string, path: readonly string[]) => {
    for (const { element, at } of next.get(id) ?? []) {
      const start = path.indexOf(element.to);
      if (start >= 0) {
        const circle = [...path.slice(start), element.to].join(' -> ');
        problems.push({ ...at('to'), reason: `${type} runs in a circle: ${circle}` });
      } else if (!done.has(element.to)) {
        visit(element.to, [...path, element.to]);
      }
    }
    done.add(id);
  };
  for (const { element } of edges) if (!done.has(element.from)) visit(element.from, [element.from]);
  return problems;
}

const timeRunsOneWay: Check = ({ pack }) =>
  ACYCLIC.flatMap((type) =>
    cycles(
      type,
      pack.edges.filter(({ element }) => element.type === type),
    ),
  );

const formulasAreTeX: Check = ({ pack }) => texProblems(pack);

const statementsNameWhatExists: Check = ({ pack, files, refused }) => {
  const labels = new Map(pack.nodes.map(({ element }) => [element.id, element.label]));
  return statementProblems(files, (id) => labels.get(id) ?? (refused.has(id) ? 'refused' : undefined));
};

const parametersAgree: Check = ({ files }) => files.models.flatMap(parameterProblems);

const CHECKS: readonly Check[] = [
  uniqueIds,
  edgesJoinWhatExists,
  introducedModelsExist,
  usersExist,
  everyStatementHasEvidence,
  everyModelFieldHasEvidence,
  repeatedIntroductionsSayTheirScope,
  timeRunsOneWay,
  formulasAreTeX,
  statementsNameWhatExists,
  parametersAgree,
];

/** Everything that is wrong with an expanded pack; empty when it may be loaded. */
export function validatePack(pack: ExpandedPack, files: PackFiles, refused: ReadonlySet<string>): Problem[] {
  return CHECKS.flatMap((check) => check({ pack, files, refused }));
}
