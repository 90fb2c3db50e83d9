'use client';

import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { Locale } from '../i18n/routing';
import styles from './search-box.module.css';

const isTextField = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** A plain form, so that it works without scripts; the key `/` leads to it from everywhere but a text field. */
export function SearchBox({ locale }: { locale: Locale }) {
  const t = useTranslations('search');
  const query = useSearchParams().get('q') ?? '';
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTextField(event.target)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <search>
      <form className={styles.form} action={`/${locale}/search`}>
        <input
          ref={input}
          key={query}
          className={styles.input}
          type="search"
          name="q"
          defaultValue={query}
          maxLength={200}
          aria-label={t('heading')}
          aria-keyshortcuts="/"
          placeholder={t('heading')}
        />
        <kbd className={styles.key} aria-hidden>
          /
        </kbd>
      </form>
    </search>
  );
}
