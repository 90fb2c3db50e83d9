export type GraphErrorKind = 'unavailable' | 'timeout' | 'auth' | 'constraint' | 'bug';

const HINTS: Record<GraphErrorKind, string> = {
  unavailable: 'The database does not answer.',
  timeout: 'The database took too long. Try again.',
  auth: 'The database refused the user or password (NEO4J_USER, NEO4J_PASSWORD).',
  constraint: 'An element with this id exists already.',
  bug: 'The database refused a query of ours: this is a defect, please report it.',
};

/** A failure of the database in words a person can act on; `cause` keeps the driver's own error for the log. */
export class GraphError extends Error {
  // By name: the server's bundles each hold a copy of this class and share one connection, so an error made in one
  // is caught in another. Compared by identity it looked like a defect: 500 instead of 503, and no second try.
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'GraphError';
  }

  readonly kind: GraphErrorKind;

  constructor(kind: GraphErrorKind, query: string, cause: unknown) {
    const said = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    super(`${HINTS[kind]} (${query}: ${said})`, { cause });
    this.name = 'GraphError';
    this.kind = kind;
  }

  get hint(): string {
    return HINTS[this.kind];
  }
}

/** The embedded database's file cannot be opened: waiting does not help, the reader must act. */
export class OpenError extends Error {
  override readonly name = 'OpenError';

  constructor(file: string, cause: unknown) {
    const said = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    const reason = /cannot be locked/.test(said)
      ? 'another process has it open; stop that one, or set DATA_DIR to another folder'
      : `${said}; set DATA_DIR to a folder that can be written, or move the damaged file away`;
    super(`cannot open the database ${file}: ${reason}`, { cause });
  }
}
