import { getTranslations } from 'next-intl/server';
import { evidenceKey } from '@/app/data/evidence-view';
import { getSnapshot } from '@/app/data/snapshot';
import { byNumber, conflictView } from '@/app/data/statements-view';
import { isLocale } from '@/app/i18n/routing';
import { EvidenceLine } from '@/app/shell/evidence-line';
import { EvidenceLines } from '@/app/shell/evidence-lines';
import { NodeLinks } from '@/app/shell/node-links';
import { Prose } from '@/app/shell/prose';

export const dynamic = 'force-dynamic';

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props) {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: 'conflicts' });
  return { title: t('heading'), description: t('lead') };
}

/** Where sources disagree: every value with its source, and which one is used here and why. */
export default async function ConflictsPage({ params }: Props) {
  const { locale } = await params;
  const language = isLocale(locale) ? locale : 'en';
  const graph = await getSnapshot();
  const conflicts = [...graph.withLabel('Conflict')]
    .sort(byNumber)
    .map((node) => conflictView(graph, node, language));
  const t = await getTranslations();
  return (
    <div className="page">
      <h1>{t('conflicts.heading')}</h1>
      <p className="lead">{t('conflicts.lead')}</p>
      {conflicts.map((conflict) => (
        <section key={conflict.id} id={conflict.id} className="entry">
          <h2>{conflict.topic}</h2>
          <p className="note">
            {conflict.settled ? t('conflicts.settled') : t('conflicts.open')}
            {' · '}
            {t('claims.about')} <NodeLinks nodes={conflict.about} />
          </p>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{t('conflicts.value')}</th>
                <th scope="col">{t('claims.source')}</th>
              </tr>
            </thead>
            <tbody>
              {conflict.values.map(({ value, evidence }) => (
                <tr key={evidenceKey(evidence)}>
                  <td>
                    <Prose text={value} />
                  </td>
                  <td>
                    <EvidenceLine evidence={evidence} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>
            <strong>{t('conflicts.used')}</strong> <Prose text={conflict.used} />
          </p>
          <p>
            <Prose text={conflict.why} />
          </p>
          <EvidenceLines evidence={conflict.evidence} />
        </section>
      ))}
    </div>
  );
}
