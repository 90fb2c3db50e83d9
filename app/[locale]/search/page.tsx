import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { proseView } from '@/app/data/prose-view';
import { getSearch } from '@/app/data/search';
import { getSnapshot } from '@/app/data/snapshot';
import { isLocale } from '@/app/i18n/routing';
import { nodePath } from '@/app/shell/node-path';
import { Prose } from '@/app/shell/prose';
import { VerdictMark } from '@/app/shell/verdict-mark';
import { VERDICTS } from '@/lib/knowledge/vocabulary';
import type { SearchHit } from '@/lib/search/search';
import styles from './search.module.css';

export const dynamic = 'force-dynamic';

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const LIMIT = 50;
const LONGEST = 200;
const EXAMPLES = ['abbreviation', 'words', 'other'] as const;

async function queryOf({ searchParams }: Props): Promise<string> {
  const { q } = await searchParams;
  return (typeof q === 'string' ? q : (q?.[0] ?? '')).trim().slice(0, LONGEST);
}

export async function generateMetadata(props: Props) {
  const { locale } = await props.params;
  const query = await queryOf(props);
  const t = await getTranslations({ locale, namespace: 'search' });
  return { title: query ? t('title', { query }) : t('heading'), description: t('lead') };
}

/** By kind, the kind of the best result first. */
function grouped(hits: readonly SearchHit[]): [SearchHit['label'], SearchHit[]][] {
  const groups = new Map<SearchHit['label'], SearchHit[]>();
  for (const hit of hits) groups.set(hit.label, [...(groups.get(hit.label) ?? []), hit]);
  return [...groups];
}

export default async function SearchPage(props: Props) {
  const { locale } = await props.params;
  const language = isLocale(locale) ? locale : 'en';
  const query = await queryOf(props);
  const t = await getTranslations('search');
  const graph = await getSnapshot();
  const hits = query ? (await getSearch())(query, LIMIT) : [];
  const verdictOf = (id: string) => VERDICTS.find((verdict) => verdict === graph.node(id)?.props.verdict);
  return (
    <div className="page">
      <h1>{query ? t('title', { query }) : t('heading')}</h1>
      {query && <p className={styles.count}>{t('results', { count: hits.length, query })}</p>}
      {hits.length === 0 && (
        <>
          <p className="lead">{t('lead')}</p>
          <p className={styles.examples}>
            {t('examples')}
            {EXAMPLES.map((name) => (
              <Link key={name} href={`/${language}/search?q=${encodeURIComponent(t(`example.${name}`))}`}>
                {t(`example.${name}`)}
              </Link>
            ))}
          </p>
        </>
      )}
      {grouped(hits).map(([label, found]) => (
        <section key={label} className={styles.group}>
          <h2>{t(`group.${label}`)}</h2>
          <ul>
            {found.map((hit) => {
              const verdict = verdictOf(hit.id);
              const other = hit.name[language === 'en' ? 'zh' : 'en'];
              return (
                <li key={hit.id} className={styles.hit}>
                  <p className={styles.name}>
                    <Link href={nodePath(language, hit)}>{hit.name[language]}</Link>
                    {other !== hit.name[language] && (
                      <span lang={language === 'en' ? 'zh' : 'en'} className="note">
                        {other}
                      </span>
                    )}
                    {verdict && <VerdictMark verdict={verdict} />}
                  </p>
                  {hit.snippet && (
                    <p className={styles.snippet}>
                      <Prose text={proseView(hit.snippet)} />
                    </p>
                  )}
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
