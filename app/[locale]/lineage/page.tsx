import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { getSnapshot } from '@/app/data/snapshot';
import { techniqueView } from '@/app/data/technique-view';
import { isLocale } from '@/app/i18n/routing';
import { formulaHtml } from '@/app/shell/formula';
import { isBuilt } from '@/lib/kernels/registry';
import { lineageInput } from '@/lib/lineage/from-graph';
import { Explorer } from './explorer';

export const dynamic = 'force-dynamic';

export async function generateMetadata() {
  return { title: (await getTranslations('lineage'))('heading') };
}

export default async function LineagePage({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  const language = isLocale(locale) ? locale : 'en';
  const graph = await getSnapshot();
  const views = [...graph.withLabel('Technique')]
    .sort((a, b) => Number(a.props.rank) - Number(b.props.rank))
    .flatMap(({ id }) => techniqueView(graph, id, language) ?? []);
  const formulas = Object.fromEntries(
    views.flatMap(({ id, formula }) => (formula ? [[id, formulaHtml(formula, { display: false })]] : [])),
  );
  return (
    <Suspense>
      <Explorer
        locale={language}
        input={lineageInput(graph, language, isBuilt)}
        views={views}
        formulas={formulas}
        replacements={graph.withType('REPLACES').length}
      />
    </Suspense>
  );
}
