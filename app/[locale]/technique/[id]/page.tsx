import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { plainText } from '@/app/data/prose-view';
import { getSnapshot } from '@/app/data/snapshot';
import { techniqueEntry } from '@/app/data/technique-entry';
import { techniqueView } from '@/app/data/technique-view';
import { isLocale } from '@/app/i18n/routing';
import { Bullet } from '@/app/shell/bullet';
import { EvidenceList } from '@/app/shell/evidence-list';
import { formulaHtml } from '@/app/shell/formula';
import { Prose } from '@/app/shell/prose';
import { Statements } from '@/app/shell/statements';
import { TechniqueFacts } from '@/app/shell/technique-facts';
import { kernelById } from '@/lib/kernels/registry';
import styles from '../technique.module.css';
import { Beliefs, Symbols, UsersAndOrigin, Workings } from './entry';
import { KernelLab } from './kernel-lab';
import { referenceSource } from './reference-source';

export const dynamic = 'force-dynamic';

type Params = { params: Promise<{ locale: string; id: string }> };

async function viewOf({ params }: Params) {
  const { locale, id } = await params;
  const language = isLocale(locale) ? locale : 'en';
  const graph = await getSnapshot();
  const view = techniqueView(graph, id, language);
  if (!view) notFound();
  return { view, entry: techniqueEntry(graph, id, language), language };
}

export async function generateMetadata(props: Params) {
  const { view } = await viewOf(props);
  return { title: view.name, description: plainText(view.claim ?? []) || view.name };
}

export default async function TechniquePage(props: Params) {
  const { view, entry, language } = await viewOf(props);
  const t = await getTranslations();
  const kernel = view.kernel === undefined ? undefined : kernelById(view.kernel);
  return (
    <article>
      <header className={styles.head}>
        <div className={styles.title}>
          <Bullet family={view.family} />
          <h1>{view.name}</h1>
          <span className={styles.other}>
            {[view.abbr, view.otherName].filter((part) => part && part !== view.name).join(' · ')}
          </span>
          <span className="note">
            {[t(`family.${view.family}`), view.outside ? t('technique.outside') : '']
              .filter(Boolean)
              .join(' · ')}
          </span>
        </div>
        {view.claim && (
          <p className="lead">
            <Prose text={view.claim} />
          </p>
        )}
      </header>
      <div className={styles.body} data-kernel={kernel?.id}>
        <div className={styles.prose}>
          {view.formula && (
            <div
              className={styles.formula}
              // biome-ignore lint/security/noDangerouslySetInnerHtml: rendered by KaTeX on the server
              dangerouslySetInnerHTML={{ __html: formulaHtml(view.formula, { display: true }) }}
            />
          )}
          <Symbols symbols={entry.symbols} />
          <Workings entry={entry} />
          <Beliefs entry={entry} />
          <Statements statements={entry.statements} locale={language} />
        </div>
        <div className={`${styles.prose} ${styles.aside}`}>
          <section>
            <h2>{t('technique.lineageFacts')}</h2>
            <TechniqueFacts view={view} locale={language} users={false} />
          </section>
          <UsersAndOrigin entry={entry} />
          <section>
            <h2>{t('evidence.heading')}</h2>
            <EvidenceList evidence={view.evidence} />
          </section>
          <div className={styles.actions}>
            <Link className="button" href={`/${language}/lineage?select=${view.id}`}>
              {t('technique.lineage')}
            </Link>
            <Link className="button" href={`/${language}/review?about=${view.id}`}>
              {t('technique.quiz')}
            </Link>
          </div>
        </div>
        {kernel && (
          <section id="kernel" className={styles.lab} aria-label={t('technique.kernel')}>
            <KernelLab
              kernelId={kernel.id}
              sources={[
                ...Object.entries(kernel.variants).map(([name, { file, source }]) => ({
                  name,
                  file,
                  source,
                })),
                { name: t('lab.reference'), file: 'reference.ts', source: referenceSource(kernel.id) },
              ]}
            />
          </section>
        )}
      </div>
    </article>
  );
}
