import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/**
 * One ISO form for instants, years 1970 to 2999. Temporal reads more of them (`+08`, `[Asia/Shanghai]`, `00,5Z`) that
 * Date cannot read: one such event, once stored, made every later fold fail.
 */
const ISO = /^(19[7-9]\d|2\d{3})-\d\d-\d\dT\d\d:\d\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

export const Instant = z.string().refine(
  (value) => {
    if (!ISO.test(value)) return false;
    try {
      Temporal.Instant.from(value);
      return true;
    } catch {
      return false;
    }
  },
  {
    message:
      'expected an ISO date and time with an offset, years 1970 to 2999, such as 2026-01-31T09:00:00+08:00',
  },
);
const base = { id: z.string().min(1).max(200), at: Instant };
const component = z.string().min(1).max(300);

/** A learner's event (interfaces.md 5). Further fields are kept: they say what led to a grade. */
export const LearnerEvent = z.discriminatedUnion('type', [
  z.looseObject({ ...base, type: z.literal('answer'), component, grade: z.number().int().min(1).max(4) }),
  z.looseObject({ ...base, type: z.literal('undo'), of: z.string().min(1) }),
  z.looseObject({ ...base, type: z.literal('credit'), component }),
  z.looseObject({ ...base, type: z.literal('suspend'), component }),
  z.looseObject({ ...base, type: z.literal('resume'), component }),
  z.looseObject({ ...base, type: z.literal('report'), component }),
  z.looseObject({ ...base, type: z.literal('settings') }),
]);
export type LearnerEvent = z.infer<typeof LearnerEvent>;

/** Order of history: the instant, then the id. The order in a file or table says nothing. */
function inOrder<E extends { at: string; id: string }>(events: readonly E[]): E[] {
  return [...events].sort(
    (a, b) =>
      Temporal.Instant.compare(Temporal.Instant.from(a.at), Temporal.Instant.from(b.at)) ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

/** What counts, in order: an undone event is as if it had never been, and so is an undo that was undone. */
export function effectiveEvents(events: readonly LearnerEvent[]): LearnerEvent[] {
  const ordered = inOrder(events);
  const undone = new Set<string>();
  for (const event of [...ordered].reverse()) {
    if (event.type === 'undo' && !undone.has(event.id)) undone.add(event.of);
  }
  return ordered.filter((event) => event.type !== 'undo' && !undone.has(event.id));
}
