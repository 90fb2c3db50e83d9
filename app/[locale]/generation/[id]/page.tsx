import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { generationView } from '@/app/data/generation-view';
import { plainText } from '@/app/data/prose-view';
import { getSnapshot } from '@/app/data/snapshot';
import { isLocale } from '@/app/i18n/routing';
import { EvidenceLines } from '@/app/shell/evidence-lines';
import { EvidenceList } from '@/app/shell/evidence-list';
import { NodeLinks } from '@/app/shell/node-links';
import { Sourced } from '@/app/shell/sourced';
import { Statements } from '@/app/shell/statements';

export const dynamic = 'force-dynamic';

type Params = { params: Promise<{ locale: string; id: string }> };

async function viewOf({ params }: Params) {
  const { locale, id } = await params;
  const language = isLocale(locale) ? locale : 'en';
  const view = generationView(await getSnapshot(), id, language);
  if (!view) notFound();
  return { view, language };
}

export async function generateMetadata(props: Params) {
  const { view } = await viewOf(props);
  return { title: view.name, description: plainText(view.summary?.text ?? []) || view.name };
}

/** A release: what changed against the one before, what came with it, its models and its training. */
export default async function GenerationPage(props: Params) {
  const { view, language } = await viewOf(props);
  const t = await getTranslations();
  return (
    <article className="page">
      <p className="note">{[view.line, t('label.Generation'), view.released].filter(Boolean).join(' · ')}</p>
      <h1>{view.name}</h1>
      {view.summary && <Sourced told={view.summary} className="lead" />}
      <p className="siblings">
        {view.before && (
          <span>
            {t('generation.before')} <NodeLinks nodes={[view.before]} />
          </span>
        )}
        {view.next && (
          <span>
            {t('generation.next')} <NodeLinks nodes={[view.next]} />
          </span>
        )}
        <Link href={`/${language}/claims?generation=${view.id}`}>{t('generation.claims')}</Link>
      </p>
      {view.introduced.length > 0 && (
        <section className="entry">
          <h2>{t('generation.introduced', { count: view.introduced.length })}</h2>
          <dl className="facts">
            {view.introduced.map(({ id, name, href, scope, date, evidence }) => (
              <div key={id + (scope ?? '')} className="fact">
                <dt>
                  <Link href={href}>{name}</Link>
                </dt>
                <dd>
                  <p>{[scope, date].filter(Boolean).join(' · ')}</p>
                  <EvidenceLines evidence={evidence} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {(view.gained.length > 0 || view.notSeen.length > 0) && view.before && (
        <section className="entry">
          <h2>{t('generation.against', { before: view.before.name })}</h2>
          <dl className="facts">
            {view.gained.length > 0 && (
              <div className="fact">
                <dt>{t('generation.gained')}</dt>
                <dd>
                  <NodeLinks nodes={view.gained} />
                </dd>
              </div>
            )}
            {view.notSeen.length > 0 && (
              <div className="fact">
                <dt>{t('generation.notSeen')}</dt>
                <dd>
                  <NodeLinks nodes={view.notSeen} />
                </dd>
              </div>
            )}
          </dl>
          <p className="evidence">
            <span className="disc disc-derived" aria-hidden />
            {t('generation.derived')}
          </p>
        </section>
      )}
      {view.models.length > 0 && (
        <section className="entry">
          <h2>{t('generation.models', { count: view.models.length })}</h2>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{t('label.Model')}</th>
                <th scope="col">{t('generation.released')}</th>
                <th scope="col">{t('generation.arch')}</th>
                <th scope="col">{t('generation.weights')}</th>
              </tr>
            </thead>
            <tbody>
              {view.models.map(({ id, name, href, released, arch, open }) => (
                <tr key={id}>
                  <th scope="row">
                    <Link href={href}>{name}</Link>
                  </th>
                  <td>{released}</td>
                  <td>{arch && t(`arch.${arch}`)}</td>
                  <td>{open !== undefined && t(open ? 'generation.open' : 'generation.api')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {view.stages.length > 0 && (
        <section className="entry">
          <h2>{t('generation.stages')}</h2>
          <ol className="steps">
            {view.stages.map(({ id, name, href }) => (
              <li key={id} className="step">
                <Link href={href}>{name}</Link>
              </li>
            ))}
          </ol>
        </section>
      )}
      <Statements statements={view.statements} locale={language} />
      <section className="entry">
        <h2>{t('evidence.heading')}</h2>
        <EvidenceList evidence={view.evidence} />
      </section>
    </article>
  );
}
