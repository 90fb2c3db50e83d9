import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { getSnapshot } from '@/app/data/snapshot';
import { familyOf } from '@/app/data/technique-view';
import { isLocale } from '@/app/i18n/routing';
import { Bullet } from '@/app/shell/bullet';
import { isBuilt } from '@/lib/kernels/registry';
import { FAMILIES } from '@/lib/knowledge/vocabulary';
import styles from './technique.module.css';

export const dynamic = 'force-dynamic';

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props) {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: 'technique' });
  return { title: t('heading'), description: t('lead') };
}

export default async function Techniques({ params }: Props) {
  const { locale } = await params;
  const language = isLocale(locale) ? locale : 'en';
  const t = await getTranslations();
  const techniques = (await getSnapshot()).withLabel('Technique');
  return (
    <div className="page">
      <h1>{t('technique.heading')}</h1>
      <p className="lead">{t('technique.lead')}</p>
      <div className={styles.families}>
        {FAMILIES.map((family) => (
          <section key={family}>
            <h2 className={styles.family}>
              <Bullet family={family} /> {t(`family.${family}`)}
            </h2>
            <ul>
              {techniques
                .filter((node) => familyOf(node) === family)
                .sort((a, b) => Number(a.props.rank) - Number(b.props.rank))
                .map(({ id, name, props }) => (
                  <li key={id}>
                    <Link
                      href={`/${locale}/technique/${id}`}
                      data-kernel={isBuilt(String(props.kernel)) || undefined}
                      data-outside={props.outside === true || undefined}
                    >
                      {name[language]}
                    </Link>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}
