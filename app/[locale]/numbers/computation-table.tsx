import { useFormatter, useTranslations } from 'next-intl';
import type { Computation } from '@/app/data/numbers-view';
import { EvidenceLines } from '@/app/shell/evidence-lines';
import { NodeLinks } from '@/app/shell/node-links';
import { Prose } from '@/app/shell/prose';
import styles from './numbers.module.css';

/** A computation with everything that went into it; what nobody published is named instead of guessed. */
export function ComputationTable({ computation }: { computation: Computation }) {
  const t = useTranslations('numbers');
  const tl = useTranslations('list');
  const format = useFormatter();
  const { fn, formula, models, inputs, unit, value, readings, missing, note, from, to } = computation;
  const number = (one: number) => format.number(one, { maximumFractionDigits: one < 100 ? 2 : 0 });
  const shown = (one: number) =>
    unit === 'share'
      ? format.number(one, {
          style: 'percent',
          minimumFractionDigits: 1,
          maximumFractionDigits: one < 0.1 ? 2 : 1,
        })
      : t(`unit.${unit}`, { value: number(one) });
  return (
    <details className={styles.computation} open={missing.length > 0 || undefined}>
      <summary>
        <span className={styles.value}>{value === undefined ? t('unknown') : shown(value)}</span>{' '}
        {t(`fn.${fn}`)}
        {models.length > 0 && ` · ${models.map(({ name }) => name).join(tl('comma'))}`}
        {to !== undefined && ` · ${from === undefined ? t('at', { to }) : t('context', { from, to })}`}
      </summary>
      <div
        className={styles.formula}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: rendered by KaTeX on the server
        dangerouslySetInnerHTML={{ __html: formula }}
      />
      {missing.length > 0 && <p>{t('missing', { fields: missing.join(tl('comma')) })}</p>}
      {inputs.length > 0 && (
        <table className="plain">
          <caption className="visually-hidden">{t('inputs')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('of')}</th>
              <th scope="col">{t('field')}</th>
              <th scope="col">{t('value')}</th>
              <th scope="col">{t('source')}</th>
            </tr>
          </thead>
          <tbody>
            {inputs.map(({ of, field, model, value: given, evidence }) => (
              <tr key={of + (field ?? '')}>
                <td>{model ?? t('given')}</td>
                <th scope="row">
                  <code>{field ?? of}</code>
                </th>
                <td className="figure">
                  {typeof given === 'number'
                    ? format.number(given)
                    : typeof given === 'boolean'
                      ? t(given ? 'yes' : 'no')
                      : given}
                </td>
                <td>
                  <EvidenceLines evidence={evidence} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {readings.length > 0 && (
        <ul>
          {readings.map(({ counting, value: reading }) => (
            <li key={counting}>
              {t(`counting.${counting}`)} <span className={styles.value}>{shown(reading)}</span>
            </li>
          ))}
        </ul>
      )}
      {models.length > 0 && (
        <p>
          <NodeLinks nodes={models} />
        </p>
      )}
      {note && (
        <p className="note">
          <Prose text={note} />
        </p>
      )}
    </details>
  );
}
