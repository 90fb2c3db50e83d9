import type { Locale } from '@/app/i18n/routing';
import { nodePath } from '@/app/shell/node-path';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import type { Label } from '@/lib/knowledge/vocabulary';

/** A node as a link: its name and its page. */
export interface NodeLink {
  readonly id: string;
  readonly label: Label;
  readonly name: string;
  readonly href: string;
}

export function nodeLink(graph: IndexedGraph, id: string, locale: Locale): NodeLink | undefined {
  const node = graph.node(id);
  return node && { id, label: node.label, name: node.name[locale], href: nodePath(locale, node) };
}

/** Nodes as links, in the order given; an id that is not there is left out. */
export function nodeLinks(graph: IndexedGraph, ids: readonly string[], locale: Locale): NodeLink[] {
  return ids.flatMap((id) => nodeLink(graph, id, locale) ?? []);
}
