import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { readQueue } from '../data/review';

export const dynamic = 'force-dynamic';

export default async function Today({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  const t = await getTranslations('today');
  const { counts } = await readQueue(1);
  return (
    <div className="page">
      <h1>{t('due', { count: counts.due })}</h1>
      <p className="lead" style={{ margin: '12px 0 20px' }}>
        {t('lead')}
      </p>
      <p className="note">{`${t('fresh', { count: counts.new })} ${t('reviewed', { count: counts.reviewed })}`}</p>
      <p style={{ display: 'flex', gap: 12, marginTop: 20 }}>
        <Link className="button button-primary" href={`/${locale}/review`}>
          {t('start')}
        </Link>
        <Link className="button" href={`/${locale}/lineage`}>
          {t('explore')}
        </Link>
      </p>
    </div>
  );
}
