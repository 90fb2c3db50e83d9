'use client';

import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Suspense, useState } from 'react';
import type { Locale } from '../i18n/routing';
import { SearchBox } from './search-box';

const PAGES = [
  ['', 'today'],
  ['/lineage', 'lineage'],
  ['/technique', 'techniques'],
  ['/model', 'models'],
  ['/claims', 'claims'],
  ['/review', 'review'],
] as const;

function LanguageSwitch({ locale, path }: { locale: Locale; path: string }) {
  const t = useTranslations('shell');
  const search = useSearchParams().toString();
  const other: Locale = locale === 'en' ? 'zh' : 'en';
  return (
    <a href={`/${other}${path}${search ? `?${search}` : ''}`} lang={other} hrefLang={other}>
      {t('language')}
    </a>
  );
}

export function TopBar({ locale, theme }: { locale: Locale; theme: 'light' | 'dark' }) {
  const t = useTranslations('shell');
  const path = usePathname().replace(/^\/(en|zh)/, '');
  const [current, setCurrent] = useState(theme);
  const switchTheme = () => {
    const next = current === 'dark' ? 'light' : 'dark';
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `theme=${next}; path=/; max-age=31536000; samesite=lax`;
    document.documentElement.dataset.theme = next;
    setCurrent(next);
  };
  return (
    <header className="bar">
      <Link className="mark" href={`/${locale}`}>
        {t('title')}
      </Link>
      <nav aria-label={t('nav')}>
        {PAGES.map(([href, name]) => {
          const here = href === '' ? path === '' : path.startsWith(href);
          return (
            <Link key={href} href={`/${locale}${href}`} aria-current={here ? 'page' : undefined}>
              {t(name)}
            </Link>
          );
        })}
      </nav>
      <div className="tools">
        <Suspense>
          <SearchBox locale={locale} />
          <LanguageSwitch locale={locale} path={path} />
        </Suspense>
        <button type="button" onClick={switchTheme} aria-label={`${t('theme')}: ${t(current)}`}>
          {t(current)}
        </button>
      </div>
    </header>
  );
}
