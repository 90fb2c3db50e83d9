import { readGraphConfig } from '@/graph/config';
import { closeGraph, getGraph } from '@/graph/connection';
import { GraphError } from '@/graph/errors';
import { loadPacks } from '@/seed/load';
import { DEFAULT_PACKS } from '@/seed/load-pack';

const RETRY_MS = 5_000;
/** The start script ends the process; this lets it close the database first. It also says that packs were loaded. */
const SHUTDOWN = Symbol.for('qwenealogy.shutdown');
const holder = globalThis as { [SHUTDOWN]?: () => Promise<void> };

async function load(): Promise<void> {
  await loadPacks(await getGraph(), DEFAULT_PACKS);
}

/** Whether waiting can help: a remote database that is away, and nothing else. */
function mayCome(error: unknown): error is GraphError {
  const remote = readGraphConfig(process.env).engine === 'neo4j';
  return remote && error instanceof GraphError && error.kind !== 'bug';
}

/**
 * Loads the packs if they changed, once in a process: the start script does it before it serves, the development server
 * in its start hook. The embedded engine must open, or the start fails with its reason; a remote database
 * may come later, so the server starts without it and tries again until it answers.
 */
export async function loadPacksAtStart(): Promise<void> {
  if (holder[SHUTDOWN]) return;
  holder[SHUTDOWN] = closeGraph;
  try {
    await load();
  } catch (error) {
    if (!mayCome(error)) throw error;
    process.stderr.write(
      `${error.message}\nIs it running, and is NEO4J_URI right? The server starts without it and tries again every ${RETRY_MS / 1000} s.\n`,
    );
    const again = setInterval(() => {
      load().then(
        () => clearInterval(again),
        (failure: unknown) => {
          // Still away: /api/health says so. A pack that is wrong stays wrong, and must not be silent.
          if (mayCome(failure)) return;
          clearInterval(again);
          process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`);
        },
      );
    }, RETRY_MS);
    again.unref();
  }
}
