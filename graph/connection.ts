import { readGraphConfig } from './config';
import { openGraph } from './open';
import type { GraphPort } from './port';

// On globalThis: the server's bundles and a reloaded module in development must share one connection,
// and the embedded file lets only one in.
const KEY = Symbol.for('qwenealogy.graph');
const holder = globalThis as { [KEY]?: Promise<GraphPort> };

async function open(): Promise<GraphPort> {
  const port = openGraph(readGraphConfig(process.env));
  try {
    await port.prepare();
    return port;
  } catch (error) {
    await port.close();
    throw error;
  }
}

/** The process's one connection, opened by the first call. A failed opening is tried again by the next call. */
export function getGraph(): Promise<GraphPort> {
  const current = holder[KEY];
  if (current) return current;
  const opening = open();
  holder[KEY] = opening;
  opening.catch(() => {
    if (holder[KEY] === opening) delete holder[KEY];
  });
  return opening;
}

export async function closeGraph(): Promise<void> {
  const current = holder[KEY];
  delete holder[KEY];
  const port = await current?.catch(() => undefined);
  await port?.close();
}
