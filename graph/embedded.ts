import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import grafeo from '@grafeo-db/js';
import { GraphError, type GraphErrorKind, OpenError } from './errors';
import type { GraphPort, NamedQuery, Transaction } from './port';
import { CONSTRAINTS, LOOK_UPS, PING } from './queries/schema';
import { checkedParams, checkedRows } from './rows';

const WRITE_ATTEMPTS = 5;

type Database = ReturnType<typeof grafeo.GrafeoDB.create>;
type DatabaseTransaction = ReturnType<Database['beginTransaction']>;

function kindOf(error: unknown): GraphErrorKind {
  const message = error instanceof Error ? error.message : String(error);
  if (/constraint violation/i.test(message)) return 'constraint';
  if (/cannot be locked|closed|No such file|Permission denied/i.test(message)) return 'unavailable';
  return 'bug';
}

/** A write-write conflict (GQLSTATUS 40000): nothing was written, the same work may run again. */
function isConflict(error: unknown): boolean {
  return error instanceof Error && /40000|conflict/i.test(error.message);
}

async function execute<P, R>(tx: DatabaseTransaction, query: NamedQuery<P, R>, params: P): Promise<R[]> {
  const checked = checkedParams(query, params);
  let rows: unknown[];
  try {
    rows = (await tx.executeCypher(query.cypher, checked)).toArray();
  } catch (error) {
    if (isConflict(error)) throw error;
    throw new GraphError(kindOf(error), query.name, error);
  }
  return checkedRows(query, rows);
}

class EmbeddedGraph implements GraphPort {
  readonly engine = 'embedded';
  /** Writers wait for each other: two at once would only conflict and retry. */
  private lastWrite: Promise<unknown> = Promise.resolve();

  constructor(private readonly database: Database) {}

  async read<P, R>(query: NamedQuery<P, R>, params: P): Promise<R[]> {
    if (query.mode !== 'read') throw new GraphError('bug', query.name, new Error('a write query in read()'));
    return this.inTransaction(query.name, (tx) => tx.run(query, params));
  }

  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const turn = this.lastWrite.then(() => this.writeNow(work));
    this.lastWrite = turn.catch(() => undefined);
    return turn;
  }

  async prepare(): Promise<void> {
    for (const statement of [...CONSTRAINTS, ...LOOK_UPS]) await this.write((tx) => tx.run(statement, {}));
  }

  async ping(): Promise<void> {
    await this.read(PING, {});
  }

  async close(): Promise<void> {
    await this.lastWrite;
    this.database.close();
  }

  private async writeNow<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.inTransaction('write', work);
      } catch (error) {
        if (!isConflict(error)) throw error;
        if (attempt === WRITE_ATTEMPTS) throw new GraphError('timeout', 'write', error);
      }
    }
  }

  private async inTransaction<T>(name: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    let tx: DatabaseTransaction;
    try {
      tx = this.database.beginTransaction();
    } catch (error) {
      throw new GraphError('unavailable', name, error);
    }
    try {
      const result = await work({ run: (query, params) => execute(tx, query, params) });
      tx.commit();
      return result;
    } catch (error) {
      if (tx.isActive) tx.rollback();
      throw error;
    }
  }
}

/**
 * Opens the embedded engine, in memory without a file. One process may hold a file at a time.
 * @throws OpenError when another process holds it, the folder cannot be written or the file is damaged.
 */
export function openEmbedded(file?: string): GraphPort {
  if (file === undefined) return new EmbeddedGraph(grafeo.GrafeoDB.create());
  try {
    mkdirSync(dirname(file), { recursive: true });
    return new EmbeddedGraph(grafeo.GrafeoDB.create(file));
  } catch (error) {
    throw new OpenError(file, error);
  }
}
