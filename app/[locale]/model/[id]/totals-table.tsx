import { useFormatter, useTranslations } from 'next-intl';
import { printedText } from '@/app/[locale]/anatomy/figures';
import type { TotalView } from '@/app/data/model-view';
import { EvidenceLines } from '@/app/shell/evidence-lines';

/** Numbers of parameters: what the config computes to beside what a source prints. */
export function TotalsTable({ totals }: { totals: readonly TotalView[] }) {
  const t = useTranslations('anatomy');
  const format = useFormatter();
  if (totals.length === 0) return null;
  // A real minus, as everywhere else; the formatter writes a hyphen.
  const signed = (share: number) =>
    format
      .number(share, { style: 'percent', maximumFractionDigits: 2, signDisplay: 'exceptZero' })
      .replace('-', '−');
  return (
    <section className="entry">
      <h2>{t('totals')}</h2>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('part')}</th>
            <th scope="col" className="figure">
              {t('computed')}
            </th>
            <th scope="col">{t('published')}</th>
          </tr>
        </thead>
        <tbody>
          {totals.map(({ part, computed, published, evidence }) => (
            <tr key={part}>
              <th scope="row">{t(`total.${part}`)}</th>
              <td className="figure">{computed === undefined ? '' : format.number(computed)}</td>
              <td>
                {published !== undefined && (
                  <>
                    <p>
                      {printedText(published)}
                      {computed !== undefined && (
                        <span className="note">
                          {' · '}
                          {t('deviation')} {signed((computed - published) / published)}
                        </span>
                      )}
                    </p>
                    <EvidenceLines evidence={evidence} />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
