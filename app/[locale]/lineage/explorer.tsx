'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import type { TechniqueView } from '@/app/data/technique-view';
import type { Locale } from '@/app/i18n/routing';
import { Bullet } from '@/app/shell/bullet';
import { FAMILIES } from '@/lib/knowledge/vocabulary';
import type { LineageInput } from '@/lib/lineage/scene';
import styles from './lineage.module.css';
import { LineageMap } from './lineage-map';
import { Outline } from './outline';
import { Panel } from './panel';
import { useWideWindow } from './use-wide-window';

interface Props {
  locale: Locale;
  input: LineageInput;
  views: readonly TechniqueView[];
  formulas: Readonly<Record<string, string>>;
  replacements: number;
}

/** The lineage: two equal views of one state, and that state is the URL. */
export function Explorer({ locale, input, views, formulas, replacements }: Props) {
  const t = useTranslations();
  const router = useRouter();
  const search = useSearchParams();
  const wide = useWideWindow();
  const selected = views.find(({ id }) => id === search.get('select'));
  const family = FAMILIES.find((known) => known === search.get('family'));
  const view =
    search.get('view') === 'outline' || (!wide && search.get('view') !== 'map') ? 'outline' : 'map';

  const change = useCallback((changes: Readonly<Record<string, string | undefined>>) => {
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) next.delete(name);
      else next.set(name, value);
    }
    const query = next.toString();
    // The History API, not the router: a selection must not ask the server for the page again.
    window.history.pushState(null, '', query ? `?${query}` : window.location.pathname);
  }, []);
  const select = useCallback((id: string | undefined) => change({ select: id }), [change]);
  const open = useCallback((id: string) => router.push(`/${locale}/technique/${id}`), [router, locale]);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') select(undefined);
    if (event.key === 'o') change({ view: view === 'map' ? 'outline' : 'map' });
    if (event.key === 'f' && selected)
      change({ family: family === selected.family ? undefined : selected.family });
    if (event.key === 'k' && selected?.kernel) router.push(`/${locale}/technique/${selected.id}#kernel`);
    if (event.key === 'q' && selected) router.push(`/${locale}/review?about=${selected.id}`);
  };
  const words = useMemo(() => {
    if (!selected) return '';
    const { first } = selected;
    const names = selected.replaces.map(({ name }) => name).join(', ');
    return t('lineage.selected', {
      name: selected.name,
      family: t(`family.${selected.family}`),
      first: first?.generation ?? (selected.outside ? t('technique.outside') : t('lineage.firstUnknown')),
      date: first?.detail ?? '',
      replaces: names ? t('lineage.replacesWords', { names }) : '',
    });
  }, [selected, t]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the whole explorer; every control inside is native
    <div className={styles.explorer} onKeyDown={onKeyDown}>
      <h1 className="visually-hidden">{t('lineage.heading')}</h1>
      <div className={styles.tools}>
        <div className={styles.switch}>
          {(['map', 'outline'] as const).map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={view === name}
              onClick={() => change({ view: name })}
            >
              {t(`lineage.${name}`)}
            </button>
          ))}
        </div>
        <div className={styles.families}>
          <span className="note">{t('lineage.families')}</span>
          {FAMILIES.map((name) => (
            <button
              key={name}
              type="button"
              className={styles.familyButton}
              aria-pressed={family === name}
              aria-label={t(`family.${name}`)}
              title={t(`family.${name}`)}
              onClick={() => change({ family: family === name ? undefined : name })}
            >
              <Bullet family={name} />
            </button>
          ))}
        </div>
        <span className={`note ${styles.counts}`}>
          {t('lineage.counts', {
            techniques: views.length,
            generations: input.generations.length,
            replacements,
          })}
        </span>
      </div>
      <div className={styles.stage} data-panel={selected !== undefined || undefined}>
        {view === 'map' && (
          // Without JavaScript there is no map: its equal is readable.
          <noscript>
            <Outline views={views} family={family} onSelect={select} />
          </noscript>
        )}
        {view === 'map' ? (
          <LineageMap input={input} selected={selected?.id} family={family} onSelect={select} onOpen={open} />
        ) : (
          <Outline views={views} selected={selected?.id} family={family} onSelect={select} />
        )}
        {selected && (
          <Panel
            view={selected}
            formula={formulas[selected.id]}
            locale={locale}
            onClose={() => select(undefined)}
          />
        )}
      </div>
      <p className="visually-hidden" role="status">
        {words}
      </p>
    </div>
  );
}
