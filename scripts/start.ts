import { createServer } from 'node:http';
import { readServerConfig } from '@/app/config';
import { loadPacksAtStart } from '@/app/data/packs';
import { readGraphConfig } from '@/graph/config';
import { ensureBuilt } from './build';

const SHUTDOWN = Symbol.for('qwenealogy.shutdown');
/** Requests in flight may end; after this the sockets are cut, so that a stop never takes longer than 5 s. */
const GRACE_MS = 2_500;

function listen(server: ReturnType<typeof createServer>, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'another program listens there (set PORT)' : error.message;
      reject(new Error(`cannot listen on ${host}:${port}: ${reason}`));
    });
    server.listen(port, host, resolve);
  });
}

/** Lets the process end: an open database would keep it alive after an error. */
async function shutDown(): Promise<void> {
  await (globalThis as { [SHUTDOWN]?: () => Promise<void> })[SHUTDOWN]?.();
}

/** Serves the built app in this very process: one process to stop, and the embedded file has one owner. */
async function serve(host: string, port: number): Promise<void> {
  // Before the server, which only logs what goes wrong in its own start hook and then answers 500 to everything.
  await loadPacksAtStart();

  // Next logs to standard output, which here is for the line that says where to go.
  console.log = console.error;
  const { default: next } = await import('next');
  const app = next({ dev: false, dir: process.cwd(), hostname: host, port });
  await app.prepare();
  const handle = app.getRequestHandler();
  const server = createServer((request, response) => void handle(request, response));
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  await listen(server, port, host);

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    await closed;
    clearTimeout(cut);
    await shutDown();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  const shown = host.includes(':') ? `[${host}]` : host;
  const probe = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : shown;
  const answer = await fetch(`http://${probe}:${port}/api/health?live=1`);
  if (!answer.ok) throw new Error(`the server answers ${answer.status}; its message stands above`);
  process.stdout.write(`ready http://${shown}:${port}\n`);
}

export async function main(): Promise<void> {
  const { host, port } = readServerConfig(process.env);
  readGraphConfig(process.env);
  Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' });
  await ensureBuilt();
  try {
    await serve(host, port);
  } catch (error) {
    await shutDown();
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
