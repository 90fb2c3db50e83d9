import neo4j, { type ManagedTransaction, Neo4jError } from 'neo4j-driver';
import type { GraphConfig } from './config';
import { GraphError, type GraphErrorKind } from './errors';
import type { GraphPort, NamedQuery, Transaction } from './port';
import { CONSTRAINTS, PING } from './queries/schema';
import { checkedParams, checkedRows } from './rows';

/** A page waits on these: the driver's own 60 s and 30 s are made for batch jobs. */
const ACQUISITION_MS = 3_000;
const RETRY_MS = 2_000;
const QUERY_MS = 20_000;

function kindOf(error: unknown): GraphErrorKind {
  const code = error instanceof Neo4jError ? error.code : '';
  const message = error instanceof Error ? error.message : '';
  if (code === 'ServiceUnavailable' || code === 'SessionExpired') return 'unavailable';
  if (code.startsWith('Neo.ClientError.Security')) return 'auth';
  if (code.includes('ConstraintValidation')) return 'constraint';
  if (code.includes('TransactionTimedOut')) return 'timeout';
  if (code.startsWith('Neo.TransientError') || /acquisition timed out|pool is closed/i.test(message)) {
    return 'unavailable';
  }
  return 'bug';
}

/** Whole numbers travel as integers: plain JavaScript numbers would become floats, which LIMIT refuses. */
function toDriver(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (Array.isArray(value)) {
    // A stored list has one type: one fraction makes all of it floats.
    const floats = value.some((item) => typeof item === 'number' && !Number.isSafeInteger(item));
    return floats ? value : value.map(toDriver);
  }
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toDriver(item)]));
  }
  return value;
}

async function execute<P, R>(tx: ManagedTransaction, query: NamedQuery<P, R>, params: P): Promise<R[]> {
  const result = await tx.run(
    query.cypher,
    toDriver(checkedParams(query, params)) as Record<string, unknown>,
  );
  return checkedRows(
    query,
    result.records.map((record) => record.toObject()),
  );
}

class Neo4jGraph implements GraphPort {
  readonly engine = 'neo4j';
  private readonly driver;
  private readonly database: string;
  // One manager for the process: a read after a write sees it, on a cluster too.
  private readonly bookmarks = neo4j.bookmarkManager();

  constructor(config: Extract<GraphConfig, { engine: 'neo4j' }>) {
    this.database = config.database;
    this.driver = neo4j.driver(config.uri, neo4j.auth.basic(config.user, config.password), {
      disableLosslessIntegers: true,
      connectionAcquisitionTimeout: ACQUISITION_MS,
      connectionTimeout: ACQUISITION_MS,
      maxTransactionRetryTime: RETRY_MS,
      connectionLivenessCheckTimeout: 30_000,
      userAgent: 'qwenealogy',
    });
  }

  async read<P, R>(query: NamedQuery<P, R>, params: P): Promise<R[]> {
    if (query.mode !== 'read') throw new GraphError('bug', query.name, new Error('a write query in read()'));
    return this.inSession(query.name, neo4j.session.READ, (session) =>
      session.executeRead((tx) => execute(tx, query, params), this.metadata(query.name)),
    );
  }

  async write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.inSession('write', neo4j.session.WRITE, (session) =>
      session.executeWrite(
        (tx) => work({ run: (query, params) => execute(tx, query, params) }),
        this.metadata('write'),
      ),
    );
  }

  async prepare(): Promise<void> {
    // Schema and data statements may not share a transaction.
    for (const constraint of CONSTRAINTS) await this.write((tx) => tx.run(constraint, {}));
  }

  async ping(): Promise<void> {
    await this.read(PING, {});
  }

  async close(): Promise<void> {
    await this.driver.close();
  }

  private metadata(query: string) {
    return { timeout: QUERY_MS, metadata: { app: 'qwenealogy', query } };
  }

  private async inSession<T>(
    name: string,
    defaultAccessMode: typeof neo4j.session.READ | typeof neo4j.session.WRITE,
    work: (session: ReturnType<typeof this.driver.session>) => Promise<T>,
  ): Promise<T> {
    const session = this.driver.session({
      database: this.database,
      defaultAccessMode,
      bookmarkManager: this.bookmarks,
    });
    try {
      return await work(session);
    } catch (error) {
      // What `work` itself threw goes on as it is; only the driver's own failures are translated.
      if (error instanceof Neo4jError) throw new GraphError(kindOf(error), name, error);
      throw error;
    } finally {
      // Closing a session whose server is gone fails too, and says nothing new.
      await session.close().catch(() => undefined);
    }
  }
}

/** Connects lazily: the first query opens the connection. */
export function openNeo4j(config: Extract<GraphConfig, { engine: 'neo4j' }>): GraphPort {
  return new Neo4jGraph(config);
}
