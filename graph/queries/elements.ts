import { z } from 'zod';
import { StoredProps } from '@/lib/knowledge/stored-props';
import type { EdgeType, Label } from '@/lib/knowledge/vocabulary';
import type { NamedQuery } from '../port';

// Labels and types cannot be Cypher parameters. They come from the closed vocabulary's types, so nothing else can
// be spliced in here.

const NOTHING = z.object({}).strict() as z.ZodType<Record<string, never>>;
const Count = z.object({ n: z.number().int() });
const NodeRows = z.object({ rows: z.array(z.object({ id: z.string(), props: StoredProps })) });
const EdgeRows = z.object({
  rows: z.array(z.object({ id: z.string(), from: z.string(), to: z.string(), props: StoredProps })),
});
const Ids = z.object({ ids: z.array(z.string()) });

const StoredNode = z.object({ props: StoredProps });
const StoredEdge = z.object({ from: z.string(), to: z.string(), props: StoredProps });

/** All nodes of a label that a pack brought. */
export function readNodes(label: Label): NamedQuery<Record<string, never>, z.infer<typeof StoredNode>> {
  return {
    name: `elements.read-${label}`,
    mode: 'read',
    cypher: `MATCH (n:${label}) WHERE n.pack IS NOT NULL RETURN properties(n) AS props ORDER BY n.id`,
    params: NOTHING,
    row: StoredNode,
  };
}

/** All edges of a type that a pack brought, with the ids of their ends. */
export function readEdges(type: EdgeType): NamedQuery<Record<string, never>, z.infer<typeof StoredEdge>> {
  return {
    name: `elements.read-${type}`,
    mode: 'read',
    cypher: `MATCH (a)-[r:${type}]->(b) WHERE r.pack IS NOT NULL RETURN a.id AS from, b.id AS to, properties(r) AS props ORDER BY r.id`,
    params: NOTHING,
    row: StoredEdge,
  };
}

/** Creates nodes or makes their properties exactly the given ones. */
export function upsertNodes(label: Label): NamedQuery<z.infer<typeof NodeRows>, z.infer<typeof Count>> {
  return {
    name: `elements.upsert-${label}`,
    mode: 'write',
    cypher: `UNWIND $rows AS row MERGE (n:${label} {id: row.id}) SET n = row.props RETURN count(n) AS n`,
    params: NodeRows,
    row: Count,
  };
}

/** Creates edges between existing nodes or makes their properties exactly the given ones. */
export function upsertEdges(
  type: EdgeType,
  from: Label,
  to: Label,
): NamedQuery<z.infer<typeof EdgeRows>, z.infer<typeof Count>> {
  return {
    name: `elements.upsert-${type}`,
    mode: 'write',
    cypher: `UNWIND $rows AS row MATCH (a:${from} {id: row.from}) MATCH (b:${to} {id: row.to}) MERGE (a)-[r:${type} {id: row.id}]->(b) SET r = row.props RETURN count(r) AS n`,
    params: EdgeRows,
    row: Count,
  };
}

export function deleteNodes(label: Label): NamedQuery<z.infer<typeof Ids>, unknown> {
  return {
    name: `elements.delete-${label}`,
    mode: 'write',
    cypher: `UNWIND $ids AS id MATCH (n:${label} {id: id}) DETACH DELETE n`,
    params: Ids,
    row: z.unknown(),
  };
}

export function deleteEdges(type: EdgeType): NamedQuery<z.infer<typeof Ids>, unknown> {
  return {
    name: `elements.delete-${type}`,
    mode: 'write',
    cypher: `UNWIND $ids AS id MATCH ()-[r:${type} {id: id}]->() DELETE r`,
    params: Ids,
    row: z.unknown(),
  };
}
