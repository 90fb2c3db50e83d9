import { z } from 'zod';
import type { NamedQuery } from '../port';

const Event = z.object({
  id: z.string().min(1),
  learner: z.string().min(1),
  at: z.string(),
  type: z.string(),
  component: z.string(),
  payload: z.string(),
});
const Events = z.object({ rows: z.array(Event) });
const Payload = z.object({ payload: z.string() });
const StoredPayload = z.object({ id: z.string(), payload: z.string() });

/** Append-only: an event whose id is there already stays as it was; what is stored comes back for every row. */
export const APPEND_EVENTS: NamedQuery<z.infer<typeof Events>, z.infer<typeof StoredPayload>> = {
  name: 'learner.append-events',
  mode: 'write',
  cypher:
    'UNWIND $rows AS row MERGE (e:Review {id: row.id}) ON CREATE SET e.learner = row.learner, e.at = row.at, e.type = row.type, e.component = row.component, e.payload = row.payload RETURN e.id AS id, e.payload AS payload',
  params: Events,
  row: StoredPayload,
};

export const READ_EVENTS: NamedQuery<{ learner: string }, z.infer<typeof Payload>> = {
  name: 'learner.read-events',
  mode: 'read',
  cypher: 'MATCH (e:Review {learner: $learner}) RETURN e.payload AS payload ORDER BY e.at, e.id',
  params: z.object({ learner: z.string() }),
  row: Payload,
};
