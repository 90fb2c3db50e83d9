import { useTranslations } from 'next-intl';
import { FieldValue } from '@/app/[locale]/anatomy/field-value';
import type { ModelView } from '@/app/data/model-view';
import { EvidenceLines } from '@/app/shell/evidence-lines';
import { NodeLinks } from '@/app/shell/node-links';
import styles from '../model.module.css';

/** What is not as in the model before: fields, old to new, and techniques. */
export function Changes({ before }: { before: NonNullable<ModelView['before']> }) {
  const t = useTranslations();
  const { link, changes, gained, lost, evidence } = before;
  return (
    <section className="entry">
      <h2>{t('model.changes', { before: link.name })}</h2>
      {changes.length === 0 ? (
        <p>{t('model.same')}</p>
      ) : (
        <table className={`plain ${styles.config}`}>
          <thead>
            <tr>
              <th scope="col">{t('model.field')}</th>
              <th scope="col">{link.name}</th>
              <th scope="col">{t('model.is')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, before: was, after: is }) => (
              <tr key={field}>
                <th scope="row">
                  {t(`anatomy.field.${field}`)} <code>{field}</code>
                </th>
                <td className={styles.was}>
                  <FieldValue value={was} />
                </td>
                <td className={styles.value}>
                  → <FieldValue value={is} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl className="facts">
        {gained.length > 0 && (
          <div className="fact">
            <dt>{t('model.gained')}</dt>
            <dd>
              <NodeLinks nodes={gained} />
            </dd>
          </div>
        )}
        {lost.length > 0 && (
          <div className="fact">
            <dt>{t('model.lost', { before: link.name })}</dt>
            <dd>
              <NodeLinks nodes={lost} />
            </dd>
          </div>
        )}
      </dl>
      <p className="evidence">
        <span className="disc disc-derived" aria-hidden />
        {t('model.derived')}
      </p>
      <EvidenceLines evidence={evidence} />
    </section>
  );
}
