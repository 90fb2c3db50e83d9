import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port';

/** A started program that prints `ready URL` once it answers. */
export interface Started {
  readonly url: string;
  readonly process: ChildProcess;
  /** Sends SIGTERM and resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export function start(
  args: readonly string[],
  env: Record<string, string>,
  deadlineMs = 90_000,
): Promise<Started> {
  const child = spawn(process.execPath, [...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const exit = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${args.join(' ')} was not ready within ${deadlineMs} ms:\n${said}`));
    }, deadlineMs);
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const url = /^ready (\S+)$/m.exec(said)?.[1];
      if (!url) return;
      clearTimeout(timer);
      resolve({
        url,
        process: child,
        stop: async (signal = 'SIGTERM') => {
          child.kill(signal);
          return exit;
        },
      });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    void exit.then((code) => {
      clearTimeout(timer);
      reject(new Error(`${args.join(' ')} ended with ${code}:\n${said}`));
    });
  });
}

/** The app as a user starts it, on a port and a data folder of its own. */
export async function startApp(env: Record<string, string>): Promise<Started> {
  return start(['scripts/run.mjs', 'start'], { PORT: String(await freePort()), ...env });
}

export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'qwenealogy-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
