import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port';

/** Credentials and address of a Neo4j for tests, and how to end it. */
export interface TestServer {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  stop(): Promise<void>;
}

const VERSION = '5.26.30';
const CACHE = join('.cache', `neo4j-${VERSION}`);
const PASSWORD = 'a-test-password';

/** Neo4j's jars from Maven Central, copied once per version; about 120 MB. */
function jars(): string {
  const lib = join(CACHE, 'lib');
  const complete = () => existsSync(lib) && readdirSync(lib).length > 100;
  if (complete()) return lib;
  process.stderr.write(`Fetching Neo4j ${VERSION} for tests (123 MB, once)…\n`);
  mkdirSync(CACHE, { recursive: true });
  const fresh = mkdtempSync(join(CACHE, 'lib-'));
  const maven = spawnSync(
    'mvn',
    [
      '-q',
      '-B',
      '-f',
      'tests/neo4j/pom.xml',
      'dependency:copy-dependencies',
      `-DoutputDirectory=${join(process.cwd(), fresh)}`,
    ],
    { encoding: 'utf8', timeout: 600_000 },
  );
  if (maven.status !== 0) throw new Error(`mvn could not fetch Neo4j: ${maven.stdout.slice(-500)}`);
  // Two test files may fetch at once: the folder of the one that was first is in use already and must stay.
  if (!complete()) {
    rmSync(lib, { recursive: true, force: true });
    renameSync(fresh, lib);
  } else {
    rmSync(fresh, { recursive: true });
  }
  return lib;
}

/** Why no server can be started here, or nothing when one can. */
export function missingForNeo4j(): string | undefined {
  if (process.env.NEO4J_TEST_URI) return undefined;
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const major = Number(/version "(\d+)/.exec(java.stderr ?? '')?.[1] ?? 0);
  if (major < 17) return 'no Java 17+ (install a JDK and Maven, or set NEO4J_TEST_URI)';
  if (spawnSync('mvn', ['-version']).status !== 0) return 'no Maven (install it, or set NEO4J_TEST_URI)';
  return undefined;
}

/**
 * Starts a real Neo4j on a free port and an empty temporary folder, or takes the one that NEO4J_TEST_URI names.
 * A folder that is given is kept when the server stops, so that it can come back with its data.
 */
export async function startNeo4j({
  port,
  folder,
}: {
  port?: number;
  folder?: string;
} = {}): Promise<TestServer> {
  const given = process.env.NEO4J_TEST_URI;
  if (given) {
    const { NEO4J_TEST_USER = 'neo4j', NEO4J_TEST_PASSWORD = '' } = process.env;
    return { uri: given, user: NEO4J_TEST_USER, password: NEO4J_TEST_PASSWORD, stop: async () => {} };
  }
  const classpath = join(jars(), '*');
  const data = folder ?? mkdtempSync(join(tmpdir(), 'qwenealogy-neo4j-'));
  const small = ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
  const at = String(port ?? (await freePort()));
  const child = spawn(
    'java',
    [...small, '-cp', classpath, 'tests/neo4j/Neo4jServer.java', data, at, PASSWORD],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    // A slow shutdown on a busy machine need not be waited for: what was committed is on disk.
    const cut = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(cut);
    if (folder === undefined) rmSync(data, { recursive: true, force: true });
  };
  let said = '';
  const uri = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`Neo4j was not ready within 90 s: ${said.slice(-500)}`));
    }, 90_000);
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      const ready = /^ready (\S+)$/m.exec(said)?.[1];
      if (!ready) return;
      clearTimeout(timer);
      resolve(ready);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => {
      clearTimeout(timer);
      reject(new Error(`Neo4j ended at start: ${said.slice(-500)}`));
    });
  });
  return { uri, user: 'neo4j', password: PASSWORD, stop };
}
