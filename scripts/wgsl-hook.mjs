import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Lets Node import a shader as text, as the bundler and the test runner do. */
export async function load(url, context, nextLoad) {
  if (!url.endsWith('.wgsl')) return nextLoad(url, context);
  const source = `export default ${JSON.stringify(readFileSync(fileURLToPath(url), 'utf8'))}`;
  return { format: 'module', source, shortCircuit: true };
}
