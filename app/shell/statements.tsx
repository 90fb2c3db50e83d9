import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { evidenceKey } from '@/app/data/evidence-view';
import type { StatementsView } from '../data/statements-view';
import type { Locale } from '../i18n/routing';
import { ClaimQuote } from './claim-quote';
import { EvidenceLine } from './evidence-line';
import { EvidenceLines } from './evidence-lines';
import { Prose } from './prose';
import { VerdictMark } from './verdict-mark';

/** What is said of a node elsewhere and is not right, and where its sources disagree. */
export function Statements({ statements, locale }: { statements: StatementsView; locale: Locale }) {
  const t = useTranslations();
  const { claims, conflicts } = statements;
  return (
    <>
      {claims.length > 0 && (
        <section>
          <h2>{t('claims.elsewhere', { count: claims.length })}</h2>
          <ul>
            {claims.map((claim) => (
              <li key={claim.id} className="statement" data-verdict={claim.verdict}>
                <p>
                  <VerdictMark verdict={claim.verdict} />{' '}
                  <Link className="number" href={`/${locale}/claims#${claim.id}`}>
                    {claim.number}
                  </Link>
                </p>
                <p className="said" lang="zh">
                  <ClaimQuote parts={claim.quote} />
                </p>
                {locale === 'en' && (
                  <p className="translation">
                    <ClaimQuote parts={claim.translation} />
                  </p>
                )}
                <p>
                  <Prose text={claim.correction} />
                </p>
                <EvidenceLines evidence={claim.evidence} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {conflicts.length > 0 && (
        <section>
          <h2>{t('conflicts.here', { count: conflicts.length })}</h2>
          <ul>
            {conflicts.map((conflict) => (
              <li key={conflict.id} className="statement">
                <p>
                  <Link href={`/${locale}/conflicts#${conflict.id}`}>{conflict.topic}</Link>
                </p>
                <ul>
                  {conflict.values.map(({ value, evidence }) => (
                    <li key={evidenceKey(evidence)}>
                      <Prose text={value} />
                      <EvidenceLine evidence={evidence} />
                    </li>
                  ))}
                </ul>
                <p>
                  <strong>{t('conflicts.used')}</strong> <Prose text={conflict.used} />{' '}
                  <Prose text={conflict.why} />
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
