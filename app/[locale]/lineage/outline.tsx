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

function Row({ view, selected, onSelect }: { view: TechniqueView } & Pick<Props, 'selected' | 'onSelect'>) {
  const t = useTranslations();
  const names = (relations: TechniqueView['replaces']) =>
    relations.map(({ short }) => short).join(t('list.comma'));
  const latest = view.usedBy.at(-1);
  return (
    <tr data-selected={view.id === selected || undefined}>
      <th scope="row">
        <button
          type="button"
          className={styles.rowButton}
          aria-current={view.id === selected || undefined}
          data-kernel={view.kernel !== undefined || undefined}
          data-outside={view.outside || undefined}
          onClick={() => onSelect(view.id)}
        >
          <span>{view.name}</span>
          {view.otherName !== view.name && <span className={styles.otherName}>{view.otherName}</span>}
        </button>
      </th>
      <td data-outside={view.first === undefined || undefined}>
        {view.first?.generation ?? (view.outside ? t('lineage.ancestors') : t('lineage.firstUnknown'))}
      </td>
      <td className={styles.date}>{view.first?.date}</td>
      <td data-label={view.replaces.length > 0 ? t('technique.replaces') : undefined}>
        {names(view.replaces)}
      </td>
      <td data-label={view.replacedBy.length > 0 ? t('technique.replacedBy') : undefined}>
        {names(view.replacedBy)}
      </td>
      <td className={styles.latest}>
        {latest
          ? latest.newest
            ? t('lineage.inUse')
            : t('lineage.until', { generation: latest.generation })
          : t('lineage.notUsed')}
      </td>
    </tr>
  );
}

/** The map's equal: the same techniques, relations and selection, as a table that any reader can walk. */
export function Outline({ views, selected, family, onSelect }: Props) {
  const t = useTranslations();
  return (
    <div className={styles.outline}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('lineage.technique')}</th>
            <th scope="col">{t('lineage.first')}</th>
            <th scope="col">{t('lineage.date')}</th>
            <th scope="col">{t('technique.replaces')}</th>
            <th scope="col">{t('technique.replacedBy')}</th>
            <th scope="col">{t('lineage.latest')}</th>
          </tr>
        </thead>
        {FAMILIES.filter((name) => family === undefined || name === family).map((name) => {
          const own = views.filter((view) => view.family === name);
          return (
            <tbody key={name}>
              <tr className={styles.familyRow}>
                <th scope="rowgroup" colSpan={6}>
                  <Bullet family={name} /> {t(`family.${name}`)}
                  <span className="note">{t('lineage.techniques', { count: own.length })}</span>
                </th>
              </tr>
              {own.map((view) => (
                <Row key={view.id} view={view} selected={selected} onSelect={onSelect} />
              ))}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}
