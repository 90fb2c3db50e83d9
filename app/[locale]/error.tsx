'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';

const RETRY_MS = 5_000;

/** The database is away, most likely: the page comes back by itself when it does. */
export default function ErrorPage({ retry }: { retry: () => void }) {
  const t = useTranslations('error');
  useEffect(() => {
    const again = setInterval(retry, RETRY_MS);
    return () => clearInterval(again);
  }, [retry]);
  return (
    <div className="page">
      <h1>{t('heading')}</h1>
      <p className="lead" style={{ margin: '12px 0 20px' }}>
        {t('database')}
      </p>
      <button type="button" onClick={retry}>
        {t('retry')}
      </button>
    </div>
  );
}
