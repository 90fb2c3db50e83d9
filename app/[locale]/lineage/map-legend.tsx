import { useTranslations } from 'next-intl';
import type { Box } from '@/lib/lineage/legend';
import styles from './lineage.module.css';

/** One sample of a mark, 44 by 12 pixels, drawn as the map draws it. */
const SAMPLES = [
  [
    'legendReplaced',
    <g key="g">
      <path d="M4 6H40" />
      <circle cx={5} cy={6} r={5} className={styles.sampleDisc} />
      <circle cx={39} cy={6} r={5} className={styles.sampleDisc} />
    </g>,
  ],
  ['legendUse', <path key="p" d="M0 6H42M37 2l5 4-5 4" />],
  [
    'legendOutside',
    <g key="g" className={styles.sampleThin}>
      <path d="M8 6H44" />
      <circle cx={4.5} cy={6} r={3.5} />
    </g>,
  ],
  ['legendPart', <path key="p" d="M0 2H20Q24 2 24 6Q24 10 28 10H44" />],
  ['legendBuilds', <path key="p" d="M0 2H22V10H44" className={styles.sampleDashed} />],
  ['legendUnknown', <path key="p" d="M0 6H26M30 6h2M35 6h2M40 6h2" />],
] as const;

/** What the marks of the map mean, in its largest empty place. */
export function MapLegend({ box }: { box: Box }) {
  const t = useTranslations('lineage');
  return (
    <div className={styles.legend} style={{ left: box.x, top: box.y, width: box.width, height: box.height }}>
      {SAMPLES.map(([name, mark]) => (
        <span key={name}>
          <svg width={44} height={12} aria-hidden>
            {mark}
          </svg>
          {t(name)}
        </span>
      ))}
      <span>
        <i className="disc disc-secondhand" aria-hidden />
        {t('legendSecond')}
      </span>
      <span>
        <svg width={44} height={12} aria-hidden className={styles.sampleModels}>
          <circle cx={6} cy={6} r={2.5} />
          <rect x={18.5} y={3.5} width={5} height={5} />
          <circle cx={37} cy={6} r={2} className={styles.ring} />
        </svg>
        {t('legendModels')}
      </span>
      <span>
        <b>{t('legendKernel')}</b>
      </span>
    </div>
  );
}
