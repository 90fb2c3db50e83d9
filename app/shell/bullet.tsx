import { FAMILY_LETTERS, type Family } from '@/lib/knowledge/vocabulary';

/** A family's letter on its colour: the lane, the letter and the colour say the same thing. */
export function Bullet({ family }: { family: Family }) {
  return (
    <span
      className="bullet"
      aria-hidden
      style={{ background: `var(--family-${family})`, color: `var(--on-${family})` }}
    >
      {FAMILY_LETTERS[family]}
    </span>
  );
}
