'use client';

import { useTranslations } from 'next-intl';
import type { TechniqueView } from '@/app/data/technique-view';
import { Bullet } from '@/app/shell/bullet';
import { FAMILIES, type Family } from '@/lib/knowledge/vocabulary';
import styles from './lineage.module.css';

interface Props {
  views: readonly TechniqueView[];
  selected?: string;
  family?: Family;
  onSelect(id: string): void;
}

/** The map's equal: the same techniques, relations and selection, as a table that any reader can walk. */
export function Outline({ views, selected, family, onSelect }: Props) {
  const t = useTranslations();
  return (
    <div className={styles.outline}>
      {FAMILIES.filter((name) => family === undefined || name === family).map((name) => (
        <table key={name} className={styles.table}>
          <caption>
            <Bullet family={name} /> {t(`family.${name}`)}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('lineage.technique')}</th>
              <th scope="col">{t('lineage.first')}</th>
              <th scope="col">{t('technique.replaces')}</th>
              <th scope="col">{t('technique.replacedBy')}</th>
            </tr>
          </thead>
          <tbody>
            {views
              .filter((view) => view.family === name)
              .map((view) => (
                <tr key={view.id} aria-selected={view.id === selected}>
                  <th scope="row">
                    <button
                      type="button"
                      className={styles.rowButton}
                      data-kernel={view.kernel !== undefined || undefined}
                      data-outside={view.outside || undefined}
                      onClick={() => onSelect(view.id)}
                    >
                      {view.name}
                    </button>
                  </th>
                  <td>
                    {view.introduced[0]
                      ? `${view.introduced[0].name} · ${view.introduced[0].detail}`
                      : t('technique.outside')}
                  </td>
                  <td>{view.replaces.map(({ name: other }) => other).join(', ')}</td>
                  <td>{view.replacedBy.map(({ name: other }) => other).join(', ')}</td>
                </tr>
              ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}
