import { z } from 'zod';
import { PackStamp } from '@/lib/knowledge/graph';
import type { NamedQuery } from '../port';

export const READ_PACKS: NamedQuery<Record<string, never>, PackStamp> = {
  name: 'packs.read',
  mode: 'read',
  cypher: 'MATCH (p:Pack) RETURN p.id AS id, p.version AS version, p.hash AS hash ORDER BY p.id',
  params: z.object({}).strict() as z.ZodType<Record<string, never>>,
  row: PackStamp,
};

const Yields = z.object({ id: z.string(), yields_to: z.array(z.string()).nullish() });

/** Which packs a pack yields to; nothing in a stamp that was written before packs could. */
export const READ_YIELDS: NamedQuery<Record<string, never>, z.infer<typeof Yields>> = {
  name: 'packs.read-yields',
  mode: 'read',
  cypher: 'MATCH (p:Pack) RETURN p.id AS id, p.yields_to AS yields_to ORDER BY p.id',
  params: z.object({}).strict() as z.ZodType<Record<string, never>>,
  row: Yields,
};

const Stamped = PackStamp.extend({ yields_to: z.array(z.string()) });

export const STAMP_PACK: NamedQuery<z.infer<typeof Stamped>, unknown> = {
  name: 'packs.stamp',
  mode: 'write',
  cypher: 'MERGE (p:Pack {id: $id}) SET p.version = $version, p.hash = $hash, p.yields_to = $yields_to',
  params: Stamped,
  row: z.unknown(),
};
