import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program with its output on standard error, and hands signals on to it and all that it started: an install or
 * build that outlives the command would go on writing after the user has stopped it.
 * @param {readonly string[]} args arguments of Node, or of `command` when that is given
 * @param {{
 *   env?: Record<string, string | undefined>,
 *   command?: string,
 *   shell?: boolean,
 *   stdio?: 'inherit',
 * }} [options] `stdio: 'inherit'` for a program that is this command, in another environment
 * @returns {Promise<number>} the exit code; a program that a signal ended counts as failed
 */
export function runChild(args, { env = process.env, command = process.execPath, shell = false, stdio } = {}) {
  const own = process.platform !== 'win32';
  const child = spawn(command, [...args], {
    stdio: stdio ?? ['ignore', 2, 2],
    env,
    shell,
    // A process group of its own can be signalled as a whole.
    detached: own,
  });
  return new Promise((resolve, reject) => {
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => {
      if (child.pid === undefined) return;
      if (own) process.kill(-child.pid, signal);
      else child.kill(signal);
      child.once('exit', () => process.exit(128 + constants.signals[signal]));
    };
    for (const signal of SIGNALS) process.on(signal, pass);
    const done = () => {
      for (const signal of SIGNALS) process.off(signal, pass);
    };
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      if (signal)
        process.stderr.write(
          `${command === process.execPath ? 'the process' : command} was ended by ${signal}\n`,
        );
      // The listener of a signal that was passed on comes after this one, and ends the process.
      setImmediate(() => {
        done();
        resolve(code ?? 1);
      });
    });
  });
}
