import { z } from 'zod';
import { LABELS } from '@/lib/knowledge/vocabulary';
import type { NamedQuery } from '../port';

const NOTHING = z.object({}).strict();

/** Labels of the app's own records beside those of the packs. */
const RECORD_LABELS = ['Pack', 'Review'] as const;

/** Community Neo4j and the embedded engine both enforce uniqueness, and only that: completeness is checked by the loader. */
export const CONSTRAINTS: readonly NamedQuery<Record<string, never>, unknown>[] = [
  ...LABELS,
  ...RECORD_LABELS,
].map((label) => ({
  name: `schema.unique-${label.toLowerCase()}`,
  mode: 'write',
  cypher: `CREATE CONSTRAINT ${label.toLowerCase()}_id IF NOT EXISTS FOR (n:${label}) REQUIRE n.id IS UNIQUE`,
  params: NOTHING as z.ZodType<Record<string, never>>,
  row: z.unknown(),
}));

/**
 * For the embedded engine, whose constraints check every node of a label: with 4,000 events a MERGE by id took 2.2 ms,
 * with this look-up 0.2 ms. Neo4j's constraints bring their own index.
 */
export const LOOK_UPS: readonly NamedQuery<Record<string, never>, unknown>[] = [
  ...LABELS,
  ...RECORD_LABELS,
].map((label) => ({
  name: `schema.look-up-${label.toLowerCase()}`,
  mode: 'write',
  cypher: `CREATE INDEX ${label.toLowerCase()}_id_look_up IF NOT EXISTS FOR (n:${label}) ON (n.id)`,
  params: NOTHING as z.ZodType<Record<string, never>>,
  row: z.unknown(),
}));

export const PING: NamedQuery<Record<string, never>, { one: number }> = {
  name: 'schema.ping',
  mode: 'read',
  cypher: 'RETURN 1 AS one',
  params: NOTHING as z.ZodType<Record<string, never>>,
  row: z.object({ one: z.number() }),
};
