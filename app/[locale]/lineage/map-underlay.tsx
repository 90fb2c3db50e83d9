import { useTranslations } from 'next-intl';
import { FAMILY_LETTERS } from '@/lib/knowledge/vocabulary';
import { MEASURES, type Scene, type Station } from '@/lib/lineage/scene';
import styles from './lineage.module.css';

function ModelMark({ mark, x, y }: Scene['models'][number]) {
  if (mark === 'moe') return <rect x={x - 2} y={y - 2} width={4} height={4} />;
  return <circle cx={x} cy={y} r={2} className={mark === 'api' ? styles.ring : undefined} />;
}

/** Lanes, axis, releases, models and stages: everything that is not a technique. Drawn under the canvas. */
export function MapUnderlay({ scene, selected, date }: { scene: Scene; selected?: Station; date?: string }) {
  const t = useTranslations();
  const { width, height } = scene;
  return (
    <svg className={styles.underlay} width={width} height={height} aria-hidden>
      <text x={14} y={20} className={styles.small}>
        {t('lineage.release')}
      </text>
      <text x={14} y={56} className={styles.tiny}>
        {t('lineage.checkpoints', { count: scene.models.length })}
      </text>
      <text x={MEASURES.ancestorX - 4} y={20} className={styles.ancestors}>
        {t('lineage.ancestors')}
      </text>
      <line
        x1={MEASURES.axisStart}
        x2={width - MEASURES.lineEnd}
        y1={MEASURES.axisY}
        y2={MEASURES.axisY}
        className={styles.axis}
      />
      {scene.years.map(({ year, x }) => (
        <g key={year}>
          <line x1={x} x2={x} y1={MEASURES.axisY - 4} y2={MEASURES.axisY + 10} className={styles.axis} />
          <text x={x + 4} y={MEASURES.axisY + 15} className={styles.small}>
            {year}
          </text>
        </g>
      ))}
      {scene.heads.map(({ id, name, released, x }) => (
        <g key={id}>
          <line x1={x} x2={x} y1={MEASURES.axisY} y2={height} className={styles.release} />
          <text x={x + 9} y={20} className={styles.head}>
            {name}
          </text>
          <text x={x + 9} y={35} className={styles.tiny}>
            {released.slice(0, 7).replace('-', ' · ')}
          </text>
        </g>
      ))}
      {scene.models.map((model) => (
        <ModelMark key={model.id} {...model} />
      ))}
      {scene.lanes.map(({ family, y }) => (
        <g key={family}>
          <line x1={0} x2={width} y1={y} y2={y} className={styles.rule} />
          <circle cx={20} cy={y + 14} r={9} style={{ fill: `var(--family-${family})` }} />
          <text
            x={20}
            y={y + 18}
            textAnchor="middle"
            className={styles.letter}
            style={{ fill: `var(--on-${family})` }}
          >
            {FAMILY_LETTERS[family]}
          </text>
          <foreignObject x={36} y={y + 4} width={98} height={36}>
            <div className={styles.laneName}>{t(`family.${family}`)}</div>
          </foreignObject>
        </g>
      ))}
      <line
        x1={0}
        x2={width}
        y1={height - MEASURES.stageLane}
        y2={height - MEASURES.stageLane}
        className={styles.rule}
      />
      <text x={36} y={height - 11} className={styles.small}>
        {t('lineage.stages')}
      </text>
      {scene.stages.map(({ id, letter, x, y }) => (
        <g key={id}>
          <rect
            x={x}
            y={y}
            width={MEASURES.stageBox}
            height={MEASURES.stageBox}
            className={styles.stageBox}
          />
          <text x={x + MEASURES.stageBox / 2} y={y + 10.5} textAnchor="middle" className={styles.stageLetter}>
            {letter}
          </text>
        </g>
      ))}
      {selected && date && (
        <g>
          <line
            x1={selected.x}
            x2={selected.x}
            y1={MEASURES.axisY + 18}
            y2={selected.y}
            className={styles.flagLine}
          />
          <rect x={selected.x - 34} y={MEASURES.axisY + 2} width={68} height={17} className={styles.flag} />
          <text x={selected.x} y={MEASURES.axisY + 15} textAnchor="middle" className={styles.flagText}>
            {date}
          </text>
        </g>
      )}
    </svg>
  );
}
