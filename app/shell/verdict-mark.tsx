import { useTranslations } from 'next-intl';
import type { Verdict } from '@/lib/knowledge/vocabulary';

/** The strokes inside the square: two of the four colours are alike to some readers, the shapes are not. */
const STROKES: Record<Verdict, string> = {
  supported: 'M3.5 7.2 6 9.6 10.6 4.6',
  imprecise: 'M3.4 8 C4.6 5.4 6 5.6 7 7 C8 8.4 9.4 8.6 10.6 6',
  wrong: 'M4 4 10 10 M10 4 4 10',
  unsupported: 'M5 5.4 C5 3.4 9 3.4 9 5.4 C9 6.8 7 6.8 7 8.2 M7 10.2 7 10.6',
};

/** A verdict as glyph and word. */
export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const t = useTranslations('verdict');
  return (
    <span className="verdict" data-verdict={verdict}>
      <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
        <rect x="0.75" y="0.75" width="12.5" height="12.5" />
        <path d={STROKES[verdict]} />
      </svg>
      {t(verdict)}
    </span>
  );
}
