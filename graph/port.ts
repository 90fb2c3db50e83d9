import type { z } from 'zod';

/**
 * A Cypher text with a name and the shapes that go in and come out. Queries are constants of `graph/queries`:
 * no request ever supplies Cypher, only parameters.
 */
export interface NamedQuery<P, R> {
  readonly name: string;
  readonly mode: 'read' | 'write';
  readonly cypher: string;
  readonly params: z.ZodType<P>;
  readonly row: z.ZodType<R>;
}

export interface Transaction {
  run<P, R>(query: NamedQuery<P, R>, params: P): Promise<R[]>;
}

/** The only way to a database. Rows are plain data; errors are `GraphError`s. */
export interface GraphPort {
  readonly engine: 'embedded' | 'neo4j';
  /** Runs one read query; a query of mode `write` is refused. */
  read<P, R>(query: NamedQuery<P, R>, params: P): Promise<R[]>;
  /**
   * Runs `work` in one transaction: all of it is durable when the promise resolves, none of it when it rejects.
   * The engine may run `work` again after a transient failure, so it must be idempotent.
   */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Creates constraints; safe to call again. */
  prepare(): Promise<void>;
  /** Resolves when the database answers a query. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
