import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { plainText } from '@/app/data/prose-view';
import { getSnapshot } from '@/app/data/snapshot';
import { type StageFigure, stageView } from '@/app/data/stage-view';
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
  const view = stageView(await getSnapshot(), id, language);
  if (!view) notFound();
  return { view, language };
}

const titleOf = ({ name, generations }: { name: string; generations: readonly { name: string }[] }) =>
  [...generations.map((generation) => generation.name), name].join(' · ');

export async function generateMetadata(props: Params) {
  const { view } = await viewOf(props);
  const told = view.method ?? view.data;
  return { title: titleOf(view), description: plainText(told?.text ?? []) || titleOf(view) };
}

/** A training stage: its data, its method, its numbers, and what comes before and after. */
export default async function StagePage(props: Params) {
  const { view, language } = await viewOf(props);
  const t = await getTranslations();
  const format = await getFormatter();
  const one = (value: string | number | boolean) =>
    typeof value === 'number' ? format.number(value, { maximumSignificantDigits: 12 }) : String(value);
  const shown = (value: StageFigure['value']) =>
    typeof value === 'object' ? value.map(one).join(' · ') : one(value);
  const relations = [
    ['before', view.before],
    ['next', view.next],
    ['buildsOn', view.buildsOn],
    ['trains', view.trains],
  ] as const;
  return (
    <article className="page">
      <p className="note">
        {t('label.Stage')} · <NodeLinks nodes={view.generations} />
      </p>
      <h1>{titleOf(view)}</h1>
      {(['data', 'method'] as const).map((key) => {
        const told = view[key];
        return (
          told && (
            <section key={key} className="entry">
              <h2>{t(`stage.${key}`)}</h2>
              <Sourced told={told} className="prose" />
            </section>
          )
        );
      })}
      {view.figures.length > 0 && (
        <section className="entry">
          <h2>{t('stage.figures')}</h2>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{t('stage.field')}</th>
                <th scope="col">{t('stage.value')}</th>
                <th scope="col">{t('claims.source')}</th>
              </tr>
            </thead>
            <tbody>
              {view.figures.map(({ field, value, evidence }) => (
                <tr key={field}>
                  <th scope="row">
                    {t.has(`stage.fields.${field}`) && `${t(`stage.fields.${field}`)} `}
                    <code>{field}</code>
                  </th>
                  <td className="figure">{shown(value)}</td>
                  <td>
                    <EvidenceLines evidence={evidence} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {relations.some(([, nodes]) => nodes.length > 0) && (
        <section className="entry">
          <h2>{t('stage.place')}</h2>
          <dl className="facts">
            {relations.map(
              ([key, nodes]) =>
                nodes.length > 0 && (
                  <div key={key} className="fact">
                    <dt>{t(`stage.${key}`)}</dt>
                    <dd>
                      <NodeLinks nodes={nodes} />
                    </dd>
                  </div>
                ),
            )}
          </dl>
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
