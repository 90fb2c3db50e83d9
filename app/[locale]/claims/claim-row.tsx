import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ClaimView } from '@/app/data/statements-view';
import type { Locale } from '@/app/i18n/routing';
import { ClaimQuote } from '@/app/shell/claim-quote';
import { EvidenceLines } from '@/app/shell/evidence-lines';
import { NodeLinks } from '@/app/shell/node-links';
import { Prose } from '@/app/shell/prose';
import { VerdictMark } from '@/app/shell/verdict-mark';
import styles from './claims.module.css';

/** One sentence of the article: its verdict, what it says, what the sources say. */
export function ClaimRow({ claim, locale }: { claim: ClaimView; locale: Locale }) {
  const t = useTranslations('claims');
  return (
    <tr className={styles.row} id={claim.id} data-verdict={claim.verdict}>
      <th scope="row" className={`${styles.cell} ${styles.numberColumn}`}>
        <a className="number" href={`#${claim.id}`}>
          {claim.number}
        </a>
      </th>
      <td className={`${styles.cell} ${styles.verdictColumn}`}>
        <VerdictMark verdict={claim.verdict} />
      </td>
      <td className={styles.cell}>
        <p className="said" lang="zh">
          <ClaimQuote parts={claim.quote} />
        </p>
        {locale === 'en' && (
          <p className="translation">
            <ClaimQuote parts={claim.translation} />
          </p>
        )}
        {claim.paraphrased && <p className="note">{t('paraphrased')}</p>}
      </td>
      <td className={styles.cell}>
        <p className="correction">
          <Prose text={claim.correction} />
        </p>
        <p className="note">
          {t('about')} <NodeLinks nodes={claim.about} />
          {claim.computed && (
            <>
              {' · '}
              <Link href={`/${locale}/numbers#${claim.id}`}>{t('computed')}</Link>
            </>
          )}
        </p>
      </td>
      <td className={styles.cell}>
        <EvidenceLines evidence={claim.evidence} />
      </td>
    </tr>
  );
}
