'use client';

import { useTranslations } from 'next-intl';
import type { Confidence } from '@/lib/knowledge/vocabulary';

/** One piece of evidence as a reader needs it: where, and how sure. */
export interface EvidenceView {
  readonly source: string;
  readonly url?: string;
  readonly locator: string;
  readonly quote?: string;
  readonly confidence: Confidence;
}

export function EvidenceLine({ evidence }: { evidence: EvidenceView }) {
  const t = useTranslations('evidence');
  const { source, url, locator, confidence } = evidence;
  return (
    <div className="evidence">
      <span className={`disc disc-${confidence}`} aria-hidden />
      <span>{t(confidence)}</span>
      <span>
        {url ? (
          <a href={url} rel="noreferrer">
            {source}
          </a>
        ) : (
          source
        )}
        {`, ${locator}`}
      </span>
    </div>
  );
}
