import { register } from 'node:module';
import { ensureInstalled, requireNode, root } from './install.mjs';

// `node scripts/run.mjs NAME ARGS…` runs scripts/NAME.ts on a fresh clone: installs first, then lets Node read
// TypeScript (tsx) and shaders (.wgsl as text). One process, so that signals and exit codes are the script's own.
try {
  requireNode();
  process.chdir(root);
  ensureInstalled();
  const [name, ...args] = process.argv.slice(2);
  process.argv.splice(2, process.argv.length, ...args);
  const tsx = await import('tsx/esm/api');
  tsx.register();
  register('./wgsl-hook.mjs', import.meta.url);
  const script = await import(`./${name}.ts`);
  await script.main(args);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
