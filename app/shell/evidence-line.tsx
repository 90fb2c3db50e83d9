import { useTranslations } from 'next-intl';
import type { EvidenceView } from '../data/evidence-view';

export function EvidenceLine({ evidence }: { evidence: EvidenceView }) {
  const t = useTranslations('evidence');
  const { source, href, locator, confidence } = evidence;
  return (
    <p className="evidence">
      <span className={`disc disc-${confidence}`} aria-hidden />
      {`${t(confidence)} · `}
      <a href={href} rel="noreferrer">
        {source}
      </a>
      {t('at', { locator })}
    </p>
  );
}
