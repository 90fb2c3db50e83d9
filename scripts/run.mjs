import { register } from 'node:module';
import { ensureInstalled, requireNode, root } from './install.mjs';

// `node scripts/run.mjs NAME ARGS…` runs scripts/NAME.ts on a fresh clone: installs first, then lets Node read
// TypeScript (tsx) and shaders (.wgsl as text). One process, so that signals and exit codes are the script's own.
// `… | head -1`: the reader has what it wanted.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  requireNode();
  process.chdir(root);
  await ensureInstalled();
  const [name, ...args] = process.argv.slice(2);
  process.argv.splice(2, process.argv.length, ...args);
  const tsx = await import('tsx/esm/api');
  tsx.register();
  register('./wgsl-hook.mjs', import.meta.url);
  const script = await import(`./${name}.ts`);
  if (args.includes('--help')) process.stdout.write(`${script.USAGE ?? `npm run ${name}`}\n`);
  else await script.main(args);
} catch (error) {
  // `--no-such-option`: Node's own sentence is followed by advice that spans lines.
  const usage = /^ERR_PARSE_ARGS/.test(error?.code ?? '');
  if (usage) error.message = error.message.split(/[.\n]/)[0];
  const message = error instanceof Error ? error.message : String(error);
  // One clear line; a refused pack alone lists its problems, one a line.
  process.stderr.write(`${error?.name === 'PackError' ? message : message.replace(/\s*\n\s*/g, ' ')}\n`);
  process.exitCode = 1;
}
