'use client';

import { useTranslations } from 'next-intl';

export default function ErrorPage({ reset }: { reset: () => void }) {
  const t = useTranslations('error');
  return (
    <div className="page">
      <h1>{t('heading')}</h1>
      <p className="lead" style={{ margin: '12px 0 20px' }}>
        {t('database')}
      </p>
      <button type="button" onClick={reset}>
        {t('retry')}
      </button>
    </div>
  );
}
