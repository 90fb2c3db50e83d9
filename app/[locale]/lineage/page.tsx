import { getTranslations } from 'next-intl/server';
import { getSnapshot } from '@/app/data/snapshot';
import { techniqueView } from '@/app/data/technique-view';
import { isLocale } from '@/app/i18n/routing';
import { formulaHtml } from '@/app/shell/formula';
import { isBuilt } from '@/lib/kernels/registry';
import { lineageInput } from '@/lib/lineage/from-graph';
import { Explorer } from './explorer';

export const dynamic = 'force-dynamic';

export async function generateMetadata() {
  const t = await getTranslations('lineage');
  return { title: t('heading'), description: t('description') };
}

export default async function LineagePage({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  const language = isLocale(locale) ? locale : 'en';
  const graph = await getSnapshot();
  const input = lineageInput(graph, language, isBuilt);
  const views = [...input.techniques]
    .sort((a, b) => a.rank - b.rank)
    .flatMap(({ id }) => techniqueView(graph, id, language) ?? []);
  const formulas = Object.fromEntries(
    views.flatMap(({ id, formula }) => (formula ? [[id, formulaHtml(formula, { display: false })]] : [])),
  );
  return (
    // No Suspense around it: React sends a large boundary behind the page and puts it in place by script, so that without
    // scripts the page was empty.
    <Explorer
      locale={language}
      input={input}
      views={views}
      formulas={formulas}
      replacements={input.techniques.reduce((sum, { replaces }) => sum + replaces.length, 0)}
    />
  );
}
