import { MEASURES } from './scene';

const DAY = 86_400_000;

/** Days since 1970; a month stands for its first day. */
export function dayNumber(date: string): number {
  return Date.parse(date.length === 7 ? `${date}-01` : date) / DAY;
}

/**
 * Piecewise linear through the releases: distance is time, but no two releases stand closer than `minGap`. Gaps that
 * are too narrow become minGap, the others share the rest by their days, until none is too narrow.
 */
export function timeScale(releases: readonly string[], width: number): (date: string) => number {
  const days = releases.map(dayNumber);
  const gaps = days.slice(1).map((day, index) => day - (days[index] ?? 0));
  const total = Math.max(width - MEASURES.axisStart - MEASURES.rightMargin, gaps.length * MEASURES.minGap);
  const fixed = gaps.map(() => false);
  for (;;) {
    const freeWidth = total - fixed.filter(Boolean).length * MEASURES.minGap;
    const freeDays = gaps.reduce((sum, gap, index) => sum + (fixed[index] ? 0 : gap), 0);
    const narrow = gaps.findIndex(
      (gap, index) => !fixed[index] && (gap / freeDays) * freeWidth < MEASURES.minGap - 1e-9,
    );
    if (narrow < 0) {
      const xs = [MEASURES.axisStart as number];
      gaps.forEach((gap, index) => {
        xs.push((xs[index] ?? 0) + (fixed[index] ? MEASURES.minGap : (gap / freeDays) * freeWidth));
      });
      return (date) => place(dayNumber(date), days, xs);
    }
    fixed[narrow] = true;
  }
}

function place(day: number, days: readonly number[], xs: readonly number[]): number {
  const first = days[0] ?? 0;
  const last = days.length - 1;
  if (day <= first) return xs[0] ?? 0;
  const next = days.findIndex((known) => known >= day);
  if (next < 0) return (xs[last] ?? 0) + Math.min(day - (days[last] ?? 0), 100) * 0.5;
  const [d0 = 0, d1 = 1] = [days[next - 1], days[next]];
  const [x0 = 0, x1 = 0] = [xs[next - 1], xs[next]];
  return x0 + ((day - d0) / (d1 - d0)) * (x1 - x0);
}
