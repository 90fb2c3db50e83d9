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

export const STAMP_PACK: NamedQuery<PackStamp, unknown> = {
  name: 'packs.stamp',
  mode: 'write',
  cypher: 'MERGE (p:Pack {id: $id}) SET p.version = $version, p.hash = $hash',
  params: PackStamp,
  row: z.unknown(),
};
