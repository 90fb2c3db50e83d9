import type { Locale } from '@/app/i18n/routing';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { byRelease } from '@/lib/knowledge/lines';
import { VERDICTS, type Verdict } from '@/lib/knowledge/vocabulary';
import { byNumber, type ClaimView, claimView } from './statements-view';

export interface ClaimFilter {
  readonly verdict?: Verdict;
  readonly generation?: string;
}

export interface ClaimsView {
  /** By the release that they speak of, oldest first; within one, the worst verdicts first. */
  readonly groups: readonly { id: string; name: string; claims: readonly ClaimView[] }[];
  readonly shown: number;
  readonly total: number;
  /** How many there are of each verdict within the chosen release. */
  readonly verdicts: readonly { verdict: Verdict; count: number }[];
  /** How many there are of each release within the chosen verdict. */
  readonly generations: readonly { id: string; name: string; count: number }[];
}

export function claimsView(graph: IndexedGraph, locale: Locale, filter: ClaimFilter): ClaimsView {
  const all = [...graph.withLabel('Claim')].sort(byNumber).map((node) => claimView(graph, node, locale));
  const ofVerdict = (claim: ClaimView) => filter.verdict === undefined || claim.verdict === filter.verdict;
  const ofGeneration = (claim: ClaimView) =>
    filter.generation === undefined || claim.generation === filter.generation;
  const shown = all.filter((claim) => ofVerdict(claim) && ofGeneration(claim));
  const generations = [...graph.withLabel('Generation')]
    .filter(({ id }) => all.some(({ generation }) => generation === id))
    .sort(byRelease);
  return {
    groups: generations
      .map(({ id, name }) => ({
        id,
        name: name[locale],
        claims: shown.filter(({ generation }) => generation === id),
      }))
      .filter(({ claims }) => claims.length > 0),
    shown: shown.length,
    total: all.length,
    verdicts: VERDICTS.map((verdict) => ({
      verdict,
      count: all.filter((claim) => claim.verdict === verdict && ofGeneration(claim)).length,
    })),
    generations: generations.map(({ id, name }) => ({
      id,
      name: name[locale],
      count: all.filter((claim) => claim.generation === id && ofVerdict(claim)).length,
    })),
  };
}
