import type { Item } from './item';

export interface AnswerContext {
  readonly confidence?: 'sure' | 'think' | 'guess';
  readonly hint?: boolean;
  /** Whether the component has been answered before. */
  readonly known: boolean;
}

/** Right or wrong, and the grade that the scheduler gets (quiz.md 4.6). */
export function gradeAnswer(
  item: Item,
  answer: string,
  { confidence, hint, known }: AnswerContext,
): { correct: boolean; grade: 1 | 2 | 3 } {
  const correct = answer === item.key;
  if (!correct) return { correct, grade: 1 };
  if (hint || confidence === 'guess') return { correct, grade: 2 };
  // One in four first answers is right by luck: a first success counts in full only when the learner was sure.
  if (!known && confidence !== 'sure') return { correct, grade: 2 };
  return { correct, grade: 3 };
}
