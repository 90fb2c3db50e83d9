import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { numbersView } from '@/app/data/numbers-view';
import { getSnapshot } from '@/app/data/snapshot';
import { isLocale } from '@/app/i18n/routing';
import { ClaimQuote } from '@/app/shell/claim-quote';
import { EvidenceLines } from '@/app/shell/evidence-lines';
import { Prose } from '@/app/shell/prose';
import { VerdictMark } from '@/app/shell/verdict-mark';
import { ComputationTable } from './computation-table';

export const dynamic = 'force-dynamic';

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props) {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: 'numbers' });
  return { title: t('heading'), description: t('lead') };
}

/** The numbers that are quoted everywhere: what is claimed, what the configs give, how, and from what. */
export default async function NumbersPage({ params }: Props) {
  const { locale } = await params;
  const language = isLocale(locale) ? locale : 'en';
  const headlines = numbersView(await getSnapshot(), language);
  const t = await getTranslations();
  return (
    <div className="page">
      <h1>{t('numbers.heading')}</h1>
      <p className="lead">{t('numbers.lead')}</p>
      {headlines.map(({ claim, headline, computations }) => (
        <section key={claim.id} id={claim.id} className="entry" data-verdict={claim.verdict}>
          <h2>{headline}</h2>
          <p>
            <VerdictMark verdict={claim.verdict} />{' '}
            <Link className="number" href={`/${language}/claims#${claim.id}`}>
              {claim.number}
            </Link>
          </p>
          <h3>{t('numbers.claimed')}</h3>
          <p className="said" lang="zh">
            <ClaimQuote parts={claim.quote} />
          </p>
          {language === 'en' && (
            <p className="translation">
              <ClaimQuote parts={claim.translation} />
            </p>
          )}
          <h3>{t('numbers.computed')}</h3>
          {computations.map((one) => (
            <ComputationTable
              key={[one.fn, ...one.models.map(({ id }) => id), one.from, one.to].join()}
              computation={one}
            />
          ))}
          <h3>{t('claims.sources')}</h3>
          <p className="correction">
            <Prose text={claim.correction} />
          </p>
          <EvidenceLines evidence={claim.evidence} />
        </section>
      ))}
    </div>
  );
}
