'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { TechniqueView } from '@/app/data/technique-view';
import type { Locale } from '@/app/i18n/routing';
import { Bullet } from '@/app/shell/bullet';
import { EvidenceList } from '@/app/shell/evidence-list';
import { Prose } from '@/app/shell/prose';
import { TechniqueFacts } from '@/app/shell/technique-facts';
import { VerdictMark } from '@/app/shell/verdict-mark';
import styles from './lineage.module.css';

/** What is known of the selected technique, always in the same order; the actions stay at the foot. */
export function Panel({
  view,
  formula,
  locale,
  onClose,
}: {
  view: TechniqueView;
  formula?: string;
  locale: Locale;
  onClose(): void;
}) {
  const t = useTranslations();
  return (
    <aside className={styles.panel} aria-label={view.name}>
      <div className={styles.panelBody}>
        <p className={styles.kind}>
          <Bullet family={view.family} />
          <span className="note">{`${t(`family.${view.family}`)} · ${t('label.Technique')}`}</span>
          <button type="button" className={styles.close} onClick={onClose} aria-label={t('lineage.close')}>
            <kbd>Esc</kbd>
          </button>
        </p>
        <h2 className={styles.panelTitle}>{view.name}</h2>
        <p className={styles.other}>
          {[view.abbr, view.otherName].filter((part) => part && part !== view.name).join(' · ')}
        </p>
        {view.claim && (
          <p className="lead">
            <Prose text={view.claim} />
          </p>
        )}
        {formula && (
          <div
            className={styles.formula}
            // biome-ignore lint/security/noDangerouslySetInnerHtml: MathML that KaTeX made on the server
            dangerouslySetInnerHTML={{ __html: formula }}
          />
        )}
        <TechniqueFacts view={view} locale={locale} />
        <section className={styles.part}>
          <h3>{t('evidence.heading')}</h3>
          <EvidenceList evidence={view.evidence} />
        </section>
        {view.misconception && (
          <section className={styles.part}>
            <h3>{t('technique.misconception')}</h3>
            <p className="belief">
              <Prose text={view.misconception} />
            </p>
            {view.correction && (
              <p>
                <Prose text={view.correction} />
              </p>
            )}
          </section>
        )}
        {view.claims.length > 0 && (
          <section className={styles.part}>
            <h3>{t('claims.elsewhere', { count: view.claims.length })}</h3>
            <ul>
              {view.claims.map(({ id, number, verdict, quote }) => (
                <li key={id}>
                  <VerdictMark verdict={verdict} />{' '}
                  <Link href={`/${locale}/claims#${id}`} lang="zh">
                    {`${number} ${quote}`}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <div className={styles.actions}>
        <Link
          className="button button-primary"
          href={`/${locale}/technique/${view.id}${view.kernel ? '#kernel' : ''}`}
        >
          {view.kernel ? t('lineage.run') : t('lineage.open')} <kbd>K</kbd>
        </Link>
        <Link className="button" href={`/${locale}/review?about=${view.id}`}>
          {t('lineage.quiz')} <kbd>Q</kbd>
        </Link>
      </div>
    </aside>
  );
}
