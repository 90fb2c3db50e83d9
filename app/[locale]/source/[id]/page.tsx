import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { getSnapshot } from '@/app/data/snapshot';
import { sourceView } from '@/app/data/source-view';
import { isLocale } from '@/app/i18n/routing';
import { NodeLinks } from '@/app/shell/node-links';

export const dynamic = 'force-dynamic';

type Params = { params: Promise<{ locale: string; id: string }> };

async function viewOf({ params }: Params) {
  const { locale, id } = await params;
  const view = sourceView(await getSnapshot(), id, isLocale(locale) ? locale : 'en');
  if (!view) notFound();
  return view;
}

export async function generateMetadata(props: Params) {
  const { name, title } = await viewOf(props);
  const t = await getTranslations('source');
  return { title: name, description: t('description', { title }) };
}

/** A source: what it is, where it stands, and everything that rests on it. */
export default async function SourcePage(props: Params) {
  const view = await viewOf(props);
  const t = await getTranslations();
  const facts = [
    ['authors', view.authors],
    ['year', view.year],
    ['kind', t(`source.kinds.${view.kind}`)],
    ['locator', view.locator],
  ] as const;
  return (
    <article className="page">
      <p className="note">{t('label.Source')}</p>
      <h1>{view.name}</h1>
      <p className="lead">{view.title}</p>
      <dl className="facts">
        {facts.map(
          ([key, value]) =>
            value && (
              <div key={key} className="fact">
                <dt>{t(`source.${key}`)}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
        {view.url && (
          <div className="fact">
            <dt>{t('source.url')}</dt>
            <dd>
              <a href={view.url} rel="noreferrer">
                {view.url}
              </a>
            </dd>
          </div>
        )}
      </dl>
      <section className="entry">
        <h2>{t('source.rests', { nodes: view.nodeCount, edges: view.edgeCount })}</h2>
        <dl className="facts">
          {view.rests.map(({ label, nodes }) => (
            <div key={label} className="fact">
              <dt>{t(`label.${label}`)}</dt>
              <dd>
                <NodeLinks nodes={nodes} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </article>
  );
}
