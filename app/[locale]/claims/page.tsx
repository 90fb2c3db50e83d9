import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { type ClaimFilter, claimsView } from '@/app/data/claims-view';
import { getSnapshot } from '@/app/data/snapshot';
import { isLocale, type Locale } from '@/app/i18n/routing';
import { VerdictMark } from '@/app/shell/verdict-mark';
import { VERDICTS } from '@/lib/knowledge/vocabulary';
import { ClaimRow } from './claim-row';
import styles from './claims.module.css';

export const dynamic = 'force-dynamic';

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props) {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: 'claims' });
  return { title: t('heading'), description: t('lead') };
}

function href(locale: Locale, { verdict, generation }: ClaimFilter): string {
  const query = new URLSearchParams({
    ...(verdict ? { verdict } : {}),
    ...(generation ? { generation } : {}),
  }).toString();
  return `/${locale}/claims${query ? `?${query}` : ''}`;
}

/** The article, sentence by sentence, against its sources. */
export default async function ClaimsPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const language = isLocale(locale) ? locale : 'en';
  const asked = await searchParams;
  const graph = await getSnapshot();
  const verdict = VERDICTS.find((known) => known === asked.verdict);
  const generation = graph.withLabel('Generation').find(({ id }) => id === asked.generation)?.id;
  const filter: ClaimFilter = { ...(verdict ? { verdict } : {}), ...(generation ? { generation } : {}) };
  const view = claimsView(graph, language, filter);
  const t = await getTranslations();
  const current = (on: boolean) => (on ? ('true' as const) : undefined);
  return (
    <div className={styles.ledger}>
      <header className={styles.head}>
        <div>
          <h1>{t('claims.heading')}</h1>
          <p className="lead">{t('claims.lead')}</p>
        </div>
        <nav aria-label={t('claims.byVerdict')} className={styles.filter}>
          <Link
            className={styles.choice}
            href={href(language, generation ? { generation } : {})}
            aria-current={current(!verdict)}
          >
            {t('claims.all')}
          </Link>
          {view.verdicts.map(({ verdict: one, count }) => (
            <Link
              className={styles.choice}
              key={one}
              href={href(language, { verdict: one, ...(generation ? { generation } : {}) })}
              aria-current={current(verdict === one)}
            >
              <VerdictMark verdict={one} /> <span className={styles.count}>{count}</span>
            </Link>
          ))}
        </nav>
      </header>
      <nav aria-label={t('claims.byGeneration')} className={styles.generations}>
        <Link
          className={styles.tab}
          href={href(language, verdict ? { verdict } : {})}
          aria-current={current(!generation)}
        >
          {t('claims.allGenerations')}
        </Link>
        {view.generations.map(({ id, name, count }) => (
          <Link
            className={styles.tab}
            key={id}
            href={href(language, { generation: id, ...(verdict ? { verdict } : {}) })}
            aria-current={current(generation === id)}
          >
            {name} <span className={styles.count}>{count}</span>
          </Link>
        ))}
        <span className="note">{t('claims.shown', { shown: view.shown, total: view.total })}</span>
        <span className={styles.beside}>
          <Link href={`/${language}/numbers`}>{t('numbers.heading')}</Link>
          {' · '}
          <Link href={`/${language}/conflicts`}>{t('conflicts.heading')}</Link>
        </span>
      </nav>
      {view.groups.length === 0 && <p className={styles.empty}>{t('claims.none')}</p>}
      {view.groups.map(({ id, name, claims }) => (
        <section key={id} aria-labelledby={`of-${id}`}>
          <h2 id={`of-${id}`} className={styles.group}>
            <Link href={`/${language}/generation/${id}`}>{name}</Link>
          </h2>
          <table className={styles.table}>
            <thead className={styles.tableHead}>
              <tr>
                <th scope="col" className={`${styles.columnHead} ${styles.numberColumn}`}>
                  {t('claims.number')}
                </th>
                <th scope="col" className={`${styles.columnHead} ${styles.verdictColumn}`}>
                  {t('claims.verdict')}
                </th>
                <th scope="col" className={styles.columnHead}>
                  {t('claims.said')}
                </th>
                <th scope="col" className={styles.columnHead}>
                  {t('claims.sources')}
                </th>
                <th scope="col" className={`${styles.columnHead} ${styles.sourceColumn}`}>
                  {t('claims.source')}
                </th>
              </tr>
            </thead>
            <tbody className={styles.body}>
              {claims.map((claim) => (
                <ClaimRow key={claim.id} claim={claim} locale={language} />
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  );
}
