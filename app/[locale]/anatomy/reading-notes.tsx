import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { NodeLink } from '@/app/data/node-link';
import type { HfReading } from '@/lib/anatomy/hf-config';
import { configDifferences, nearestModel } from '@/lib/anatomy/nearest';
import { shownTechniques } from '@/lib/anatomy/techniques';
import type { ModelProps } from '@/lib/knowledge/model-props';
import styles from './anatomy.module.css';
import { FieldValue } from './field-value';

/** A model of the lineage with its config. */
export type KnownNode = NodeLink & { readonly config: ModelProps };

function Fields({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className="entry">
      <h2>{title}</h2>
      {note && <p className="note">{note}</p>}
      <p className={styles.fields}>{children}</p>
    </section>
  );
}

const pairs = (values: readonly { field: string; value: string }[]) =>
  values.map(({ field, value }) => (
    <code key={field}>
      {field} = {value}
    </code>
  ));

function Nearest({ reading, models }: { reading: HfReading; models: readonly KnownNode[] }) {
  const t = useTranslations();
  const format = useFormatter();
  const nearest = nearestModel(reading.config, models);
  const known = models.find(({ id }) => id === nearest?.model.id);
  if (!nearest || !known) return null;
  const differences = configDifferences(reading.config, known.config);
  return (
    <section className="entry">
      <h2>
        {t('anatomy.nearest')} <Link href={known.href}>{known.name}</Link>
      </h2>
      <p className="note">
        {t('anatomy.distance', { distance: format.number(nearest.distance, { maximumFractionDigits: 2 }) })}
      </p>
      {differences.length === 0 ? (
        <p>{t('anatomy.noDifference')}</p>
      ) : (
        <div className={styles.scroll}>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{t('model.field')}</th>
                <th scope="col" className="figure">
                  {t('anatomy.here')}
                </th>
                <th scope="col" className="figure">
                  {known.name}
                </th>
              </tr>
            </thead>
            <tbody>
              {differences.map(({ field, here, there }) => (
                <tr key={field}>
                  <th scope="row">
                    {t(`anatomy.field.${field}`)} <code>{field}</code>
                  </th>
                  <td className="figure">
                    <FieldValue value={here} />
                  </td>
                  <td className="figure">
                    <FieldValue value={there} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** What a config.json says beside the numbers: its techniques, the nearest model, and what was not or could not be read. */
export function ReadingNotes({
  reading,
  models,
  techniques,
}: {
  reading: HfReading;
  models: readonly KnownNode[];
  techniques: readonly NodeLink[];
}) {
  const t = useTranslations('anatomy');
  const shown = shownTechniques(reading.config, reading.raw);
  const { problems, missing, unread, assumed } = reading;
  return (
    <>
      {problems.length > 0 && (
        <section className="entry">
          <h2>{t('problems')}</h2>
          <ul>
            {problems.map(({ field, found, allowed }) => (
              <li key={field}>{t('problem', { field, found, allowed: t(`allowed.${allowed}`) })}</li>
            ))}
          </ul>
        </section>
      )}
      {missing.length > 0 && (
        <Fields title={t('missing')}>
          {missing.map((field) => (
            <code key={field}>{field}</code>
          ))}
        </Fields>
      )}
      {unread.length > 0 && (
        <Fields title={t('unread')} note={t('unreadNote')}>
          {pairs(unread)}
        </Fields>
      )}
      {assumed.length > 0 && <Fields title={t('assumed')}>{pairs(assumed)}</Fields>}
      <section className="entry">
        <h2>{t('techniques')}</h2>
        <dl className="facts">
          {shown.map(({ id, fields }) => {
            const link = techniques.find((one) => one.id === id);
            const outside = t.has(`outside.${id}`) ? t(`outside.${id}`) : id;
            return (
              <div key={id} className="fact">
                <dt>
                  {link ? <Link href={link.href}>{link.name}</Link> : outside}
                  {!link && <span className="note"> · {t('notInPack')}</span>}
                </dt>
                <dd className={styles.fields}>{pairs(fields)}</dd>
              </div>
            );
          })}
        </dl>
        {shown.some(({ id }) => id === 'mtp') && <p className="note">{t('mtp')}</p>}
      </section>
      <Nearest reading={reading} models={models} />
    </>
  );
}
