import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from './child.mjs';

// Runs before any dependency exists: Node's own modules only.
export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.installed-lock-hash');

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 9)) {
    throw new Error(`Node ${process.versions.node} is too old: Qwenealogy needs Node 20.9 or newer`);
  }
}

/** Installs what the lockfile names, once per lockfile. Progress goes to standard error. */
export async function ensureInstalled() {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  process.stderr.write('Installing packages (first run, or the lockfile changed; about a minute)…\n');
  const began = Date.now();
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--loglevel=error', '--no-audit', '--no-fund'];
  // npm's own script starts without a shell on every system; plain `npm` is for a direct `node scripts/…` call.
  const code = npm
    ? await runChild([npm, ...args])
    : await runChild(args, { command: 'npm', shell: process.platform === 'win32' });
  if (code !== 0) throw new Error('`npm ci` failed; its message stands above');
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  process.stderr.write(`Installed in ${((Date.now() - began) / 1000).toFixed(0)} s.\n`);
}
