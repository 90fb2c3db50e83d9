import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import anatomy from '@/app/[locale]/anatomy/anatomy.module.css';
import { AnatomyReport } from '@/app/[locale]/anatomy/anatomy-report';
import { FieldValue } from '@/app/[locale]/anatomy/field-value';
import { countText } from '@/app/[locale]/anatomy/figures';
import { modelView } from '@/app/data/model-view';
import { plainText } from '@/app/data/prose-view';
import { getSnapshot } from '@/app/data/snapshot';
import { isLocale } from '@/app/i18n/routing';
import { EvidenceLines } from '@/app/shell/evidence-lines';
import { NodeLinks } from '@/app/shell/node-links';
import { Sourced } from '@/app/shell/sourced';
import { Statements } from '@/app/shell/statements';
import styles from '../model.module.css';
import { Changes } from './changes';
import { TotalsTable } from './totals-table';

export const dynamic = 'force-dynamic';

type Params = { params: Promise<{ locale: string; id: string }> };

async function viewOf({ params }: Params) {
  const { locale, id } = await params;
  const language = isLocale(locale) ? locale : 'en';
  const view = modelView(await getSnapshot(), id, language);
  if (!view) notFound();
  return { view, language };
}

export async function generateMetadata(props: Params) {
  const { view, language } = await viewOf(props);
  const t = await getTranslations({ locale: language, namespace: 'model' });
  return {
    title: view.name,
    description: plainText(view.summary?.text ?? []) || t('description', { name: view.name }),
  };
}

/** A model: what it is, what changed, its config with sources, and its anatomy computed from that config. */
export default async function ModelPage(props: Params) {
  const { view, language } = await viewOf(props);
  const t = await getTranslations();
  const format = await getFormatter();
  const { config, totals, cache } = view;
  const size = (part: string) => {
    const found = totals.find((one) => one.part === part);
    return found?.computed ?? found?.published;
  };
  const figures = [
    ['parameters', size('total')],
    ['active', size('active')],
  ] as const;
  return (
    <article className="page">
      <p className="note">
        {view.generation && <NodeLinks nodes={[view.generation]} />}
        {[t('label.Model'), config.arch && t(`arch.${config.arch}`), view.released]
          .filter(Boolean)
          .map((part) => ` · ${part}`)
          .join('')}
      </p>
      <h1>{view.name}</h1>
      {view.summary && <Sourced told={view.summary} className="lead" />}
      <p className="siblings">
        {view.before && (
          <span>
            {t('model.before')} <NodeLinks nodes={[view.before.link]} />
          </span>
        )}
        {view.buildsOn.length > 0 && (
          <span>
            {t('model.buildsOn')} <NodeLinks nodes={view.buildsOn} />
          </span>
        )}
        {view.after.length > 0 && (
          <span>
            {t('model.after')} <NodeLinks nodes={view.after} />
          </span>
        )}
      </p>
      <dl className={anatomy.figures}>
        {figures.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name}>
                <dt>{t(`model.${name}`)}</dt>
                <dd>{countText(value)}</dd>
              </div>
            ),
        )}
        {cache !== undefined && (
          <div>
            <dt>{t('model.cache')}</dt>
            <dd>{t('model.elements', { value: format.number(cache) })}</dd>
          </div>
        )}
      </dl>
      {!view.modelled && <p className="note">{t('anatomy.otherBlock')}</p>}
      {view.modelled && view.missing.length > 0 && (
        <p className="note">{t('anatomy.missingHere', { fields: view.missing.join(t('list.comma')) })}</p>
      )}
      <TotalsTable totals={totals} />
      {view.modelled && (
        <AnatomyReport config={config} limit={config.context_max ?? config.context_trained} />
      )}
      {view.before && <Changes before={view.before} />}
      {view.techniques.length > 0 && (
        <section className="entry">
          <h2>{t('model.techniques')}</h2>
          <p>
            <NodeLinks nodes={view.techniques} />
          </p>
        </section>
      )}
      <section className="entry">
        <h2>{t('model.config')}</h2>
        {view.rows.length === 0 ? (
          <p>{t('model.none')}</p>
        ) : (
          <table className={`plain ${styles.config}`}>
            <thead>
              <tr>
                <th scope="col">{t('model.field')}</th>
                <th scope="col">{t('model.value')}</th>
                <th scope="col">{t('model.source')}</th>
              </tr>
            </thead>
            <tbody>
              {view.rows.map(({ field, value, evidence }) => (
                <tr key={field}>
                  <th scope="row">
                    {t(`anatomy.field.${field}`)} <code>{field}</code>
                  </th>
                  <td className={styles.value}>
                    <FieldValue value={value} />
                  </td>
                  <td>
                    <EvidenceLines evidence={evidence} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {view.statements.claims.length + view.statements.conflicts.length > 0 && (
        <div className="entry">
          <Statements statements={view.statements} locale={language} />
        </div>
      )}
      <p className="siblings">
        <Link className="button" href={`/${language}/lineage`}>
          {t('model.outline')}
        </Link>
        <Link className="button" href={`/${language}/anatomy`}>
          {t('model.read')}
        </Link>
      </p>
    </article>
  );
}
