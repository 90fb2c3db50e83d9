import { z } from 'zod';
import type { GraphPort } from './port';
import { APPEND_EVENT, READ_EVENTS } from './queries/learner';

/** What every event of a learner has (interfaces.md 5); the rest is the event's own. */
export const StoredEvent = z.looseObject({
  id: z.string().min(1).max(200),
  type: z.string().min(1),
  at: z.string().min(1),
  component: z.string().optional(),
});
export type StoredEvent = z.infer<typeof StoredEvent>;

/**
 * Adds an event to the learner's log and resolves once it is durable. An event whose id is in the log already is not
 * added again: the stored one comes back, so that a repeated request gives the same answer.
 */
export async function appendEvent(
  port: GraphPort,
  learner: string,
  event: StoredEvent,
): Promise<StoredEvent> {
  const [row] = await port.write((tx) =>
    tx.run(APPEND_EVENT, {
      id: event.id,
      learner,
      at: event.at,
      type: event.type,
      component: event.component ?? '',
      payload: JSON.stringify(event),
    }),
  );
  if (!row) throw new Error(`event ${event.id} was not stored`);
  return StoredEvent.parse(JSON.parse(row.payload));
}

/** All events of a learner, ordered by `at` and id. */
export async function readEvents(port: GraphPort, learner: string): Promise<StoredEvent[]> {
  const rows = await port.read(READ_EVENTS, { learner });
  return rows.map(({ payload }) => StoredEvent.parse(JSON.parse(payload)));
}
