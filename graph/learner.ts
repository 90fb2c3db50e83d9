import { z } from 'zod';
import type { GraphPort } from './port';
import { APPEND_EVENTS, READ_EVENTS } from './queries/learner';

/** What every event of a learner has (interfaces.md 5); the rest is the event's own. */
export const StoredEvent = z.looseObject({
  id: z.string().min(1).max(200),
  type: z.string().min(1),
  at: z.string().min(1),
  component: z.string().optional(),
});
export type StoredEvent = z.infer<typeof StoredEvent>;

/** Rows of one statement: a large import must not build one transaction of unbounded text. */
const BATCH = 1_000;

/**
 * Adds events to the learner's log, all of them durable when this resolves. An event whose id is in the log already is
 * not added again. Gives back what is stored under each id, in the order given: a repeated request gets the same answer.
 */
export async function appendEvents(
  port: GraphPort,
  learner: string,
  events: readonly StoredEvent[],
): Promise<StoredEvent[]> {
  const stored = new Map<string, StoredEvent>();
  await port.write(async (tx) => {
    for (let start = 0; start < events.length; start += BATCH) {
      const rows = events.slice(start, start + BATCH).map((event) => ({
        id: event.id,
        learner,
        at: event.at,
        type: event.type,
        component: event.component ?? '',
        payload: JSON.stringify(event),
      }));
      for (const { id, payload } of await tx.run(APPEND_EVENTS, { rows })) {
        stored.set(id, StoredEvent.parse(JSON.parse(payload)));
      }
    }
  });
  return events.map(({ id }) => {
    const event = stored.get(id);
    if (!event) throw new Error(`event ${id} was not stored`);
    return event;
  });
}

/** All events of a learner, ordered by `at` and id. */
export async function readEvents(port: GraphPort, learner: string): Promise<StoredEvent[]> {
  const rows = await port.read(READ_EVENTS, { learner });
  return rows.map(({ payload }) => StoredEvent.parse(JSON.parse(payload)));
}
