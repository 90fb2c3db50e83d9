import Link from 'next/link';
import { getFormatter, getTranslations } from 'next-intl/server';
import { countText } from '@/app/[locale]/anatomy/figures';
import { modelIndex } from '@/app/data/model-view';
import { getSnapshot } from '@/app/data/snapshot';
import { isLocale } from '@/app/i18n/routing';
import styles from './model.module.css';

export const dynamic = 'force-dynamic';

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props) {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: 'model' });
  return { title: t('heading'), description: t('lead') };
}

/** Every model by release, with the sizes by which they are told apart. */
export default async function Models({ params }: Props) {
  const { locale } = await params;
  const language = isLocale(locale) ? locale : 'en';
  const releases = modelIndex(await getSnapshot(), language);
  const t = await getTranslations();
  const format = await getFormatter();
  return (
    <div className="page">
      <h1>{t('model.heading')}</h1>
      <p className="lead">{t('model.lead')}</p>
      <p className={styles.actions}>
        <Link className="button" href={`/${language}/anatomy`}>
          {t('model.read')}
        </Link>
      </p>
      {releases.map(({ generation, released, models }) => (
        <section key={generation.id} className="entry">
          <h2>
            <Link href={generation.href}>{generation.name}</Link> <span className="note">{released}</span>
          </h2>
          <div className={styles.scroll}>
            <table className={`plain ${styles.index}`}>
              <thead>
                <tr>
                  <th scope="col">{t('model.model')}</th>
                  <th scope="col">{t('model.released')}</th>
                  <th scope="col">{t('anatomy.field.arch')}</th>
                  <th scope="col" className="figure">
                    {t('model.parameters')}
                  </th>
                  <th scope="col" className="figure">
                    {t('model.active')}
                  </th>
                  <th scope="col" className="figure">
                    {t('model.cache')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {models.map(({ id, href, name, released: date, arch, total, active, cache }) => (
                  <tr key={id}>
                    <th scope="row">
                      <Link href={href}>{name}</Link>
                    </th>
                    <td>{date}</td>
                    <td>{arch && t(`arch.${arch}`)}</td>
                    <td className="figure">
                      {total === undefined ? (
                        <span className="note">{t('model.unknown')}</span>
                      ) : (
                        countText(total)
                      )}
                    </td>
                    <td className="figure">{active !== undefined && countText(active)}</td>
                    <td className="figure">
                      {cache === undefined ? (
                        <span className="note">{t('model.unknown')}</span>
                      ) : (
                        t('model.elements', { value: format.number(cache) })
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </div>
  );
}
