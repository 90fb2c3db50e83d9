import type { Locale } from '@/app/i18n/routing';
import { nodePath } from '@/app/shell/node-path';
import type { Evidence, GraphNode } from '@/lib/knowledge/graph';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import type { Confidence } from '@/lib/knowledge/vocabulary';

/** One piece of evidence as a reader needs it: where, and how sure. */
export interface EvidenceView {
  readonly source: string;
  /** The source itself where it stands on the web, else what is known of it. */
  readonly href: string;
  readonly locator: string;
  readonly quote?: string;
  readonly confidence: Confidence;
}

export function evidenceView(
  graph: IndexedGraph,
  evidence: readonly Evidence[],
  locale: Locale,
): EvidenceView[] {
  return evidence.map(({ source, locator, quote, confidence }) => {
    const node = graph.node(source);
    const url = node?.props.url;
    return {
      source: node?.name[locale] ?? source,
      href: typeof url === 'string' ? url : nodePath(locale, { id: source, label: 'Source' }),
      locator,
      ...(quote === undefined ? {} : { quote }),
      confidence,
    };
  });
}

/** What tells one piece of evidence from another. */
export function evidenceKey({ source, locator, confidence, quote }: EvidenceView): string {
  return JSON.stringify([source, locator, confidence, quote]);
}

/** Each source and place once: several properties often rest on the same table. */
export function distinctEvidence(evidence: readonly EvidenceView[]): EvidenceView[] {
  const seen = new Map<string, EvidenceView>();
  for (const one of evidence) {
    const key = evidenceKey(one);
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}

/** What one property of a node rests on: the evidence that names it, else that of the whole node. */
export function fieldEvidence(
  graph: IndexedGraph,
  { evidence }: GraphNode,
  field: string,
  locale: Locale,
): EvidenceView[] {
  const named = evidence.filter(({ fields }) => fields?.includes(field));
  const given = named.length > 0 ? named : evidence.filter(({ fields }) => fields === undefined);
  return distinctEvidence(evidenceView(graph, given, locale));
}
