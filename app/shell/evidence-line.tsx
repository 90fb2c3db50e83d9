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
    <p className="evidence">
      <span className={`disc disc-${confidence}`} aria-hidden />
      {`${t(confidence)} · `}
      {url ? (
        <a href={url} rel="noreferrer">
          {source}
        </a>
      ) : (
        source
      )}
      {t('at', { locator })}
    </p>
  );
}
