import { getTranslations } from 'next-intl/server';
import { anatomyKnowledge } from '@/app/data/model-view';
import { getSnapshot } from '@/app/data/snapshot';
import { isLocale } from '@/app/i18n/routing';
import { HF_FAMILIES } from '@/lib/anatomy/hf-families';
import { ConfigReader } from './config-reader';

export const dynamic = 'force-dynamic';

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props) {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: 'anatomy' });
  return { title: t('heading'), description: t('lead') };
}

/** Any model's config.json, read on the reader's own device. */
export default async function AnatomyPage({ params }: Props) {
  const { locale } = await params;
  const language = isLocale(locale) ? locale : 'en';
  const { models, techniques } = anatomyKnowledge(await getSnapshot(), language);
  const t = await getTranslations();
  return (
    <div className="page">
      <h1>{t('anatomy.heading')}</h1>
      <p className="lead">{t('anatomy.lead')}</p>
      <p className="note">
        {t('anatomy.families', { families: HF_FAMILIES.map(({ name }) => name).join(t('list.comma')) })}
      </p>
      <noscript>
        <p>{t('anatomy.needsScript')}</p>
      </noscript>
      <ConfigReader models={models} techniques={techniques} />
    </div>
  );
}
