import { z } from 'zod';
import { LearnerEvent } from './events';
import { foldEvents } from './fold';
import { isTimezone } from './local-day';
import { DEFAULT_SETTINGS } from './scheduler';

const UNITS: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440 };
const YEAR_MINUTES = 365 * 1440;
const Step = z
  .string()
  .regex(/^\d+(\.\d+)?[mhd]$/, 'expected a time like "10m", "1h" or "1d"')
  .transform((text) => Number.parseFloat(text) * (UNITS[text.slice(-1)] ?? 1))
  .refine((minutes) => minutes > 0 && minutes <= YEAR_MINUTES, 'expected more than 0 and at most 365d');

const ReplayInput = z
  .object({
    parameters: z.array(z.number()).length(21, 'expected 21 numbers').optional(),
    retention: z.number().min(0.7).max(0.97).optional(),
    timezone: z
      .string()
      .refine(isTimezone, { message: 'unknown zone, expected an IANA name such as Asia/Shanghai' })
      .optional(),
    rolloverHour: z.number().int().min(0).max(23).optional(),
    fuzz: z.boolean().optional(),
    learningSteps: z.array(Step).optional(),
    relearningSteps: z.array(Step).optional(),
    shortTerm: z.boolean().optional(),
    credit: z
      .object({
        lambda: z.literal(0, 'graph credit is not built yet: only 0 is allowed'),
        edges: z.array(z.unknown()),
      })
      .optional(),
    events: z.array(LearnerEvent),
  })
  .strict();

/** Input that cannot be replayed, in one line: what, where, what is allowed. */
export class ReplayError extends Error {
  override readonly name = 'ReplayError';
}

/** Folds a document of events into card states and a trace (interfaces.md 5). @throws ReplayError */
export function replay(document: unknown) {
  const parsed = ReplayInput.safeParse(document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ReplayError(`${issue?.path.join('.') || 'input'}: ${issue?.message}`);
  }
  const { events, credit: _, ...given } = parsed.data;
  const seen = new Set<string>();
  events.forEach(({ id }, index) => {
    if (seen.has(id)) throw new ReplayError(`events.${index}.id: duplicate id "${id}"`);
    seen.add(id);
  });
  const { cards, trace } = foldEvents(events, { ...DEFAULT_SETTINGS, ...given });
  return {
    cards: Object.fromEntries(
      [...cards].map(([component, { stability, difficulty, state, due, reps, lapses }]) => [
        component,
        { stability, difficulty, state, due, reps, lapses },
      ]),
    ),
    trace,
  };
}
