'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { RelationView, TechniqueView } from '../data/technique-view';
import type { Locale } from '../i18n/routing';
import { EvidenceLines } from './evidence-lines';

function Relations({
  title,
  relations,
  locale,
  linked,
}: {
  title: string;
  relations: readonly RelationView[];
  locale: Locale;
  linked: boolean;
}) {
  if (relations.length === 0) return null;
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {relations.map(({ id, name, detail, evidence }) => (
          <div key={id + detail}>
            {linked ? (
              <Link className="target" href={`/${locale}/technique/${id}`}>
                {name}
              </Link>
            ) : (
              <span>{name}</span>
            )}
            {detail && <span className="note">{` · ${detail}`}</span>}
            <EvidenceLines evidence={evidence} />
          </div>
        ))}
      </dd>
    </>
  );
}

/** The facts of a technique in the order that never changes, each with its evidence. */
export function TechniqueFacts({
  view,
  locale,
  users = true,
}: {
  view: TechniqueView;
  locale: Locale;
  /** How many models of each release use it; a page that names them leaves it out. */
  users?: boolean;
}) {
  const t = useTranslations('technique');
  return (
    <dl className="facts">
      <Relations title={t('introduced')} relations={view.introduced} locale={locale} linked={false} />
      <Relations title={t('replaces')} relations={view.replaces} locale={locale} linked />
      <Relations title={t('replacedBy')} relations={view.replacedBy} locale={locale} linked />
      <Relations title={t('buildsOn')} relations={view.buildsOn} locale={locale} linked />
      <Relations title={t('builtOnBy')} relations={view.builtOnBy} locale={locale} linked />
      {users && view.usedBy.length > 0 && (
        <>
          <dt>{t('usedBy')}</dt>
          <dd>{view.usedBy.map(({ generation, models }) => `${generation} (${models})`).join(' · ')}</dd>
        </>
      )}
    </dl>
  );
}
