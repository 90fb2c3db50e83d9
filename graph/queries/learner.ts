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
const Payload = z.object({ payload: z.string() });

/** Append-only: an event whose id is there already stays as it was and is given back. */
export const APPEND_EVENT: NamedQuery<z.infer<typeof Event>, z.infer<typeof Payload>> = {
  name: 'learner.append-event',
  mode: 'write',
  cypher:
    'MERGE (e:Review {id: $id}) ON CREATE SET e.learner = $learner, e.at = $at, e.type = $type, e.component = $component, e.payload = $payload RETURN e.payload AS payload',
  params: Event,
  row: Payload,
};

export const READ_EVENTS: NamedQuery<{ learner: string }, z.infer<typeof Payload>> = {
  name: 'learner.read-events',
  mode: 'read',
  cypher: 'MATCH (e:Review {learner: $learner}) RETURN e.payload AS payload ORDER BY e.at, e.id',
  params: z.object({ learner: z.string() }),
  row: Payload,
};
