import type { Locale } from '@/app/i18n/routing';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { LABELS, type Label } from '@/lib/knowledge/vocabulary';
import { type NodeLink, nodeLinks } from './node-link';

export interface SourceView {
  readonly name: string;
  readonly title: string;
  readonly kind: string;
  readonly authors: string;
  readonly year: string;
  readonly locator: string;
  readonly url?: string;
  /** What rests on it, by label; an edge counts for the node that it starts from. */
  readonly rests: readonly { label: Label; nodes: readonly NodeLink[] }[];
  readonly nodeCount: number;
  readonly edgeCount: number;
}

export function sourceView(graph: IndexedGraph, id: string, locale: Locale): SourceView | undefined {
  const node = graph.node(id);
  if (node?.label !== 'Source') return undefined;
  const restsOnIt = ({ evidence }: { evidence: readonly { source: string }[] }) =>
    evidence.some(({ source }) => source === id);
  const nodes = graph.source.nodes.filter(restsOnIt);
  const edges = graph.source.edges.filter(restsOnIt);
  const ids = [...new Set([...nodes.map((one) => one.id), ...edges.map(({ from }) => from)])].sort();
  const links = nodeLinks(graph, ids, locale);
  const { title, kind, authors, year, locator, url } = node.props;
  return {
    name: node.name[locale],
    title: String(title),
    kind: String(kind),
    authors: Array.isArray(authors) ? authors.join(', ') : '',
    year: String(year ?? ''),
    locator: String(locator ?? ''),
    ...(typeof url === 'string' ? { url } : {}),
    rests: LABELS.map((label) => ({ label, nodes: links.filter((link) => link.label === label) })).filter(
      ({ nodes: of }) => of.length > 0,
    ),
    nodeCount: nodes.length,
    edgeCount: edges.length,
  };
}
