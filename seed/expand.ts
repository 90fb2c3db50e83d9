import type { Evidence, GraphEdge, GraphNode, Props } from '@/lib/knowledge/graph';
import type { EdgeType } from '@/lib/knowledge/vocabulary';
import type { PackFiles, Placed } from './pack-files';
import type { At } from './problems';
import type { Introduction, Link } from './schema';

/** An element of the graph, and where the row or the part of a row stands that states it. */
export interface PlacedElement<T> {
  readonly element: T;
  readonly at: At;
}

export interface ExpandedPack {
  readonly nodes: PlacedElement<GraphNode>[];
  readonly edges: PlacedElement<GraphEdge>[];
}

const withoutUndefined = (props: Record<string, unknown>): Props =>
  Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as Props;

/** `gqa.introduced-in.qwen2.every-size`: readable, stable under re-ordering, unique by scope. */
function edgeId(type: EdgeType, from: string, to: string, scope?: string): string {
  const verb = type.toLowerCase().replaceAll('_', '-');
  return [from, verb, to, ...(scope ? [scope] : [])].join('.');
}

/** What says when something was released says which release it belongs to or follows; else its first source does. */
function membershipEvidence(evidence: Evidence[]): Evidence[] {
  const release = evidence.filter(({ fields }) => fields === undefined || fields.includes('released'));
  return (release.length > 0 ? release : evidence.slice(0, 1)).map(({ fields: _, ...rest }) => rest);
}

/** Collects elements; edges get their ids from what they join. */
class Expansion implements ExpandedPack {
  readonly nodes: PlacedElement<GraphNode>[] = [];
  readonly edges: PlacedElement<GraphEdge>[] = [];

  node(at: At, element: GraphNode): void {
    this.nodes.push({ at, element });
  }

  edge(
    at: At,
    type: EdgeType,
    [from, to]: readonly [string, string],
    evidence: Evidence[],
    props: Record<string, unknown> = {},
  ): void {
    const scope = typeof props.scope === 'string' ? props.scope : undefined;
    const id = edgeId(type, from, to, scope);
    this.edges.push({ at, element: { id, type, from, to, props: withoutUndefined(props), evidence } });
  }

  /** The links that a row lists under a key, each an edge that stands on a line of its own. */
  links(at: At, key: string, type: EdgeType, from: string, links: readonly Link[] = []): void {
    links.forEach(({ to, evidence, ...props }, index) => {
      this.edge((...inner) => at(key, index, ...inner), type, [from, to], evidence, props);
    });
  }
}

/** What a statement is about is known by what settles it. */
function isAbout(pack: Expansion, at: At, id: string, about: readonly string[], evidence: Evidence[]): void {
  const sources = evidence.map(({ fields: _, quote: __, ...rest }) => rest);
  about.forEach((node, index) => {
    pack.edge((...inner) => at('about', index, ...inner), 'ABOUT', [id, node], sources);
  });
}

type Introduced = Placed<{ id: string; introduced?: Introduction[] }>;

/** Turns the rows into nodes and edges: short lists such as `used_by: {generation}` become one edge each. */
export function expandPack(files: PackFiles): ExpandedPack {
  const pack = new Expansion();
  const modelsOf = (generation: string) =>
    files.models.filter(({ row }) => row.generation === generation).map(({ row }) => row.id);
  const released = new Map<string, string | undefined>([
    ...files.generations.map(({ row }): [string, string] => [row.id, row.released]),
    ...files.models.map(({ row }): [string, string | undefined] => [row.id, row.props.released]),
  ]);
  const introductions = ({ row, at }: Introduced) => {
    row.introduced?.forEach(({ generation, model, date, scope, scope_text, evidence }, index) => {
      pack.edge(
        (...inner) => at('introduced', index, ...inner),
        'INTRODUCED_IN',
        [row.id, generation],
        evidence,
        {
          model,
          // The release date of the exact model is when a technique entered the line, unless the pack knows better.
          date: date ?? (model ? released.get(model) : undefined) ?? released.get(generation),
          scope,
          scope_text,
        },
      );
    });
  };

  for (const { row, at } of files.sources) {
    const { id, name, kind, title, authors, year, url, locator } = row;
    const props = withoutUndefined({ kind, title, authors, year, url, locator });
    pack.node(at, { id, label: 'Source', name, props, evidence: [] });
  }

  for (const { row, at } of files.generations) {
    const { id, name, props, released: date, evidence, succeeds } = row;
    pack.node(at, {
      id,
      label: 'Generation',
      name,
      props: withoutUndefined({ ...props, released: date }),
      evidence,
    });
    if (succeeds) {
      const order = membershipEvidence(evidence);
      pack.edge((...inner) => at('succeeds', ...inner), 'SUCCEEDS', [id, succeeds], order);
    }
  }

  for (const { row, at } of files.models) {
    const { id, name, props, summary, evidence, generation } = row;
    pack.node(at, { id, label: 'Model', name, props: withoutUndefined({ ...props, summary }), evidence });
    const member = membershipEvidence(evidence);
    pack.edge((...inner) => at('generation', ...inner), 'MEMBER_OF', [id, generation], member);
    pack.links(at, 'succeeds', 'SUCCEEDS', id, row.succeeds);
    pack.links(at, 'builds_on', 'BUILDS_ON', id, row.builds_on);
  }

  for (const placed of files.techniques) {
    const { row, at } = placed;
    const { id, name, props, evidence } = row;
    pack.node(at, { id, label: 'Technique', name, props: withoutUndefined(props), evidence });
    introductions(placed);
    pack.links(at, 'replaces', 'REPLACES', id, row.replaces);
    pack.links(at, 'builds_on', 'BUILDS_ON', id, row.builds_on);
    row.used_by?.forEach((use, index) => {
      const users = use.models ?? modelsOf(use.generation ?? '');
      for (const model of users.filter((user) => !use.except?.includes(user))) {
        const line: At = (...inner) => at('used_by', index, ...inner);
        pack.edge(line, 'USES', [model, id], use.evidence, use.props);
      }
    });
  }

  for (const placed of files.stages) {
    const { row, at } = placed;
    const { id, name, props, evidence } = row;
    pack.node(at, { id, label: 'Stage', name, props, evidence });
    introductions(placed);
    pack.links(at, 'next', 'NEXT', id, row.next);
    pack.links(at, 'builds_on', 'BUILDS_ON', id, row.builds_on);
    row.trains?.forEach(({ generation, models, evidence: sources }, index) => {
      for (const trained of models ?? [generation ?? '']) {
        pack.edge((...inner) => at('trains', index, ...inner), 'TRAINED_BY', [trained, id], sources);
      }
    });
  }

  for (const { row, at } of files.claims) {
    const { id, about, evidence, wrong_words_en: wrong_words_translation, ...props } = row;
    const number = id.slice(id.indexOf('.') + 1).toUpperCase();
    const name = { en: `Claim ${number}`, zh: `说法 ${number}` };
    const facts = withoutUndefined({ number, ...props, wrong_words_translation });
    pack.node(at, { id, label: 'Claim', name, props: facts, evidence });
    isAbout(pack, at, id, about, evidence);
  }

  for (const { row, at } of files.conflicts) {
    const { id, topic, about, evidence, ...props } = row;
    pack.node(at, { id, label: 'Conflict', name: topic, props: withoutUndefined(props), evidence });
    isAbout(pack, at, id, about, evidence);
  }

  return pack;
}
