import { join } from 'node:path';

export type GraphConfig =
  | { readonly engine: 'embedded'; readonly file: string }
  | {
      readonly engine: 'neo4j';
      readonly uri: string;
      readonly user: string;
      readonly password: string;
      readonly database: string;
    };

const SCHEMES = ['bolt:', 'bolt+s:', 'bolt+ssc:', 'neo4j:', 'neo4j+s:', 'neo4j+ssc:'];

function bad(name: string, problem: string, example: string): Error {
  return new Error(`${name} ${problem}, for example ${name}=${example}`);
}

/** Where the embedded engine keeps its file, below `DATA_DIR`. */
function embeddedFile(dataDir: string): string {
  return join(dataDir, 'graph.grafeo');
}

/**
 * Reads which database to use.
 * @throws Error with one line: the variable, what is wrong, an example. Never the password's value.
 */
export function readGraphConfig(env: Readonly<Record<string, string | undefined>>): GraphConfig {
  const uri = env.NEO4J_URI;
  if (!uri) {
    const dataDir = env.DATA_DIR || '.data';
    if (dataDir.includes('\0')) throw bad('DATA_DIR', 'is not a path', '.data');
    return { engine: 'embedded', file: embeddedFile(dataDir) };
  }
  const parsed = URL.canParse(uri) ? new URL(uri) : undefined;
  if (parsed?.username || parsed?.password) {
    throw bad('NEO4J_URI', 'must not hold a user or password', 'neo4j://localhost:7687');
  }
  if (!parsed || !SCHEMES.includes(parsed.protocol) || parsed.hostname === '') {
    throw bad('NEO4J_URI', `"${uri}" is not a Bolt address`, 'neo4j://localhost:7687');
  }
  if (!env.NEO4J_PASSWORD) throw bad('NEO4J_PASSWORD', 'is missing (NEO4J_URI is set)', 'your-password');
  return {
    engine: 'neo4j',
    uri,
    user: env.NEO4J_USER || 'neo4j',
    password: env.NEO4J_PASSWORD,
    database: env.NEO4J_DATABASE || 'neo4j',
  };
}
