import { useFormatter, useTranslations } from 'next-intl';
import type { Part } from '@/lib/anatomy/parts';
import styles from './anatomy.module.css';
import { Bar } from './bar';
import { countText, shareText } from './figures';

function PartRow({ part, whole }: { part: Part; whole: number }) {
  const t = useTranslations('anatomy');
  const format = useFormatter();
  const { id, kind, shape, times, count, active, parts } = part;
  const tied = id === 'head' && count === 0;
  const share = whole > 0 ? count / whole : 0;
  return (
    <span className={styles.row}>
      <span className={styles.what}>
        {kind
          ? t('layers', { count: kind.layers, mixer: t(`mixer.${kind.mixer}`), ffn: t(`ffn.${kind.ffn}`) })
          : t(`name.${id}`)}
        {shape && (
          <code className={styles.shape}>{shape.map((side) => format.number(side)).join(' × ')}</code>
        )}
        {parts && times > 1 && (
          <span className="note">
            {t('copies', { times: format.number(times), each: countText(count / times) })}
          </span>
        )}
        {active < count && <span className="note">{t('perToken', { count: countText(active) })}</span>}
        {tied && <span className="note">{t('tied')}</span>}
      </span>
      <span className={styles.count} title={format.number(count)}>
        {countText(count)}
      </span>
      <span className={styles.share}>{shareText(share)}</span>
      <Bar share={share} />
    </span>
  );
}

function Branch({ part, whole, depth }: { part: Part; whole: number; depth: number }) {
  if (!part.parts) {
    return (
      <li className={styles.leaf}>
        <PartRow part={part} whole={whole} />
      </li>
    );
  }
  return (
    <li>
      <details open={depth === 0 || undefined}>
        <summary>
          <PartRow part={part} whole={whole} />
        </summary>
        <ul className={styles.inside}>
          {part.parts.map((inner) => (
            <Branch
              key={inner.id + (inner.kind?.mixer ?? '') + (inner.kind?.ffn ?? '')}
              part={inner}
              whole={part.count / part.times}
              depth={depth + 1}
            />
          ))}
        </ul>
      </details>
    </li>
  );
}

/** A model taken apart: every part with its share of what holds it; each can be opened down to single matrices. */
export function PartTree({ model }: { model: Part }) {
  const t = useTranslations('anatomy');
  return (
    <section className="entry">
      <h2>{t('parts')}</h2>
      <p className="note">{t('partsNote')}</p>
      <ul className={styles.tree}>
        {(model.parts ?? []).map((part) => (
          <Branch
            key={part.id + (part.kind?.mixer ?? '') + (part.kind?.ffn ?? '')}
            part={part}
            whole={model.count}
            depth={0}
          />
        ))}
      </ul>
    </section>
  );
}
