'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Outcome } from '@/app/data/review';
import type { Locale } from '@/app/i18n/routing';
import { EvidenceList } from '@/app/shell/evidence-list';
import { nodePath } from '@/app/shell/node-path';
import styles from './review.module.css';

/** After an answer: where the fact stands, on the map, and what can be run to see it. */
export function AnsweredAside({ outcome, locale }: { outcome: Outcome; locale: Locale }) {
  const t = useTranslations('review');
  const te = useTranslations('evidence');
  return (
    <aside className={styles.aside}>
      <section>
        <h3>{te('heading')}</h3>
        <EvidenceList
          evidence={outcome.evidence.map(({ source, name, url, ...one }) => ({
            ...one,
            source: name[locale],
            href: url ?? nodePath(locale, { id: source, label: 'Source' }),
          }))}
        />
      </section>
      {outcome.techniques.length > 0 && (
        <section>
          <h3>{t('map')}</h3>
          {outcome.techniques.map(({ id, name }) => (
            <Link key={id} href={`/${locale}/lineage?select=${id}`}>
              {name[locale]}
            </Link>
          ))}
        </section>
      )}
      {outcome.run && (
        <section>
          <h3>{t('run')}</h3>
          <Link className="button" href={`/${locale}/technique/${outcome.run.technique}#kernel`}>
            {t('kernel', { id: outcome.run.kernel })}
          </Link>
        </section>
      )}
    </aside>
  );
}
