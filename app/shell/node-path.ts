import type { GraphNode } from '@/lib/knowledge/graph';
import type { Label } from '@/lib/knowledge/vocabulary';
import type { Locale } from '../i18n/routing';

const PAGES: Record<Label, string> = {
  Claim: 'claims#',
  Conflict: 'conflicts#',
  Generation: 'generation/',
  Model: 'model/',
  Source: 'source/',
  Stage: 'stage/',
  Technique: 'technique/',
};

/** The page that tells of a node, or its place on the page that lists its kind. */
export function nodePath(locale: Locale, { id, label }: Pick<GraphNode, 'id' | 'label'>): string {
  return `/${locale}/${PAGES[label]}${id}`;
}
