import type { Evidence, GraphEdge, GraphNode, Props } from '@/lib/knowledge/graph';
import type { EdgeType } from '@/lib/knowledge/vocabulary';
import type { PackFiles, Placed } from './pack-files';
import type { Place } from './problems';

/** An element of the graph and the row of the pack that states it. */
export interface PlacedElement<T> {
  readonly element: T;
  readonly place: Place;
}

export interface ExpandedPack {
  readonly nodes: PlacedElement<GraphNode>[];
  readonly edges: PlacedElement<GraphEdge>[];
}

const withoutUndefined = (props: Record<string, unknown>): Props =>
  Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as Props;

/** `gqa.introduced-in.qwen2.every-size`: readable, stable under re-ordering, unique by scope. */
export function edgeId(type: EdgeType, from: string, to: string, scope?: string): string {
  const verb = type.toLowerCase().replaceAll('_', '-');
  return [from, verb, to, ...(scope ? [scope] : [])].join('.');
}

/** What says when a model was released says which release it belongs to; else its first source does. */
function membershipEvidence(evidence: Evidence[]): Evidence[] {
  const release = evidence.filter(({ fields }) => fields === undefined || fields.includes('released'));
  return (release.length > 0 ? release : evidence.slice(0, 1)).map(({ fields: _, ...rest }) => rest);
}

/** Turns the rows into nodes and edges: short lists such as `used_by: {generation}` become one edge each. */
export function expandPack(files: PackFiles): ExpandedPack {
  const nodes: PlacedElement<GraphNode>[] = [];
  const edges: PlacedElement<GraphEdge>[] = [];
  const modelsOf = (generation: string) =>
    files.models.filter(({ row }) => row.generation === generation).map(({ row }) => row.id);
  const released = new Map<string, string | undefined>([
    ...files.generations.map(({ row }): [string, string] => [row.id, row.released]),
    ...files.models.map(({ row }): [string, string | undefined] => [row.id, row.props.released]),
  ]);

  const node = (place: Place, element: GraphNode) => nodes.push({ place, element });
  const edge = (
    place: Place,
    type: EdgeType,
    from: string,
    to: string,
    evidence: Evidence[],
    props: Record<string, unknown> = {},
  ) => {
    const scope = typeof props.scope === 'string' ? props.scope : undefined;
    edges.push({
      place,
      element: {
        id: edgeId(type, from, to, scope),
        type,
        from,
        to,
        props: withoutUndefined(props),
        evidence,
      },
    });
  };

  for (const { row, place } of files.sources) {
    const { id, name, kind, title, authors, year, url, locator } = row;
    node(place, {
      id,
      label: 'Source',
      name,
      props: withoutUndefined({ kind, title, authors, year, url, locator }),
      evidence: [],
    });
  }

  for (const { row, place } of files.generations) {
    node(place, {
      id: row.id,
      label: 'Generation',
      name: row.name,
      props: withoutUndefined({ ...row.props, released: row.released }),
      evidence: row.evidence,
    });
    if (row.succeeds) edge(place, 'SUCCEEDS', row.id, row.succeeds, row.evidence);
  }

  for (const { row, place } of files.models) {
    node(place, {
      id: row.id,
      label: 'Model',
      name: row.name,
      props: withoutUndefined(row.props),
      evidence: row.evidence,
    });
    edge(place, 'MEMBER_OF', row.id, row.generation, membershipEvidence(row.evidence));
    for (const { to, evidence } of row.succeeds ?? []) edge(place, 'SUCCEEDS', row.id, to, evidence);
    for (const { to, evidence } of row.builds_on ?? []) edge(place, 'BUILDS_ON', row.id, to, evidence);
  }

  const introductions = ({
    row,
    place,
  }: Placed<{ id: string; introduced?: PackFiles['techniques'][number]['row']['introduced'] }>) => {
    for (const { generation, model, date, scope, scope_text, evidence } of row.introduced ?? []) {
      edge(place, 'INTRODUCED_IN', row.id, generation, evidence, {
        model,
        // The release date of the exact model is when a technique entered the line, unless the pack knows better.
        date: date ?? (model ? released.get(model) : undefined) ?? released.get(generation),
        scope,
        scope_text,
      });
    }
  };

  for (const placed of files.techniques) {
    const { row, place } = placed;
    node(place, {
      id: row.id,
      label: 'Technique',
      name: row.name,
      props: withoutUndefined(row.props),
      evidence: row.evidence,
    });
    introductions(placed);
    for (const { to, evidence, ...props } of row.replaces ?? []) {
      edge(place, 'REPLACES', row.id, to, evidence, props);
    }
    for (const { to, evidence } of row.builds_on ?? []) edge(place, 'BUILDS_ON', row.id, to, evidence);
    for (const { models, generation, except, props, evidence } of row.used_by ?? []) {
      const users = models ?? modelsOf(generation ?? '');
      for (const model of users.filter((id) => !except?.includes(id))) {
        edge(place, 'USES', model, row.id, evidence, props);
      }
    }
  }

  for (const placed of files.stages) {
    const { row, place } = placed;
    node(place, { id: row.id, label: 'Stage', name: row.name, props: row.props, evidence: row.evidence });
    introductions(placed);
    for (const { to, evidence } of row.next ?? []) edge(place, 'NEXT', row.id, to, evidence);
    for (const { to, evidence } of row.builds_on ?? []) edge(place, 'BUILDS_ON', row.id, to, evidence);
    for (const { generation, models, evidence } of row.trains ?? []) {
      for (const trained of models ?? [generation ?? '']) {
        edge(place, 'TRAINED_BY', trained, row.id, evidence);
      }
    }
  }

  return { nodes, edges };
}
