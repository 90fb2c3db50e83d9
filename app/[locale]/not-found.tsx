import { useTranslations } from 'next-intl';

export default function NotFound() {
  const t = useTranslations('error');
  return (
    <div className="page">
      <h1>{t('notFound')}</h1>
      <p style={{ marginTop: 20 }}>
        <a className="button" href="/">
          {t('home')}
        </a>
      </p>
    </div>
  );
}
