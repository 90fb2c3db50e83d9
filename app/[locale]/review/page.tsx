import { getTranslations } from 'next-intl/server';
import { isLocale } from '@/app/i18n/routing';
import { ReviewSession } from './review-session';

export const dynamic = 'force-dynamic';

export async function generateMetadata() {
  const t = await getTranslations('review');
  return { title: t('heading'), description: t('description') };
}

export default async function ReviewPage({
  params,
  searchParams,
}: {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ about?: string }>;
}) {
  const { locale } = await params;
  const { about } = await searchParams;
  const t = await getTranslations('review');
  return (
    <>
      <noscript>
        <div className="page">
          <h1>{t('heading')}</h1>
          <p className="lead">{t('noScript')}</p>
        </div>
      </noscript>
      <ReviewSession locale={isLocale(locale) ? locale : 'en'} about={about} />
    </>
  );
}
