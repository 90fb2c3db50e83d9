import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

// `npm run kernel` as other programs call it: files in, files out, one line on what went wrong.
const folder = mkdtempSync(join(tmpdir(), 'qwenealogy-kernel-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const out = join(folder, 'out.json');
const rms = 'tests/golden/cases/rmsnorm/rms.json';
const command = (args: readonly string[]) =>
  spawnSync(process.execPath, ['scripts/run.mjs', 'kernel', ...args], { encoding: 'utf8' });
const written = (name: string, value: unknown) => {
  const file = join(folder, name);
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
};

describe('npm run kernel', () => {
  it('runs a worked case as it stands, on the device that was asked for', () => {
    expect(command(['run', 'rmsnorm', '--in', rms, '--out', out, '--device', 'cpu'])).toMatchObject({
      status: 0,
      stdout: '',
      stderr: '',
    });
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ device: 'cpu', variant: 'fast' });
  });

  it('answers every case of a batch in order, with an error where it stands', () => {
    const good = JSON.parse(readFileSync(rms, 'utf8')) as object;
    const cases = [
      { ...good, device: 'cpu' },
      { ...good, kernel: 'nope' },
      { ...good, variant: 'naive' },
    ];
    const { status, stdout, stderr } = command([
      'batch',
      '--in',
      written('batch.json', { cases }),
      '--out',
      out,
    ]);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
    const { results } = JSON.parse(readFileSync(out, 'utf8')) as { results: unknown[] };
    expect(results).toMatchObject([
      { device: 'cpu', variant: 'fast' },
      { error: expect.stringContaining('unknown kernel "nope"') as string },
      { variant: 'naive' },
    ]);
  });

  it('reads standard input and writes standard output', () => {
    const line = `cat ${rms} | "${process.execPath}" scripts/run.mjs kernel run rmsnorm --in /dev/stdin --out /dev/stdout --device cpu | cat`;
    const { status, stdout } = spawnSync('sh', ['-c', line], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toHaveProperty('outputs.y.shape', [3, 17]);
  });

  it.each([
    [['frobnicate'], 'usage: npm run kernel'],
    [['run', 'nope', '--in', rms, '--out', 'OUT'], 'unknown kernel "nope", known: attention, rmsnorm'],
    [['run', 'rmsnorm', '--in', rms], '--in and --out are required'],
    [['run', 'rmsnorm', '--in', 'NOT_JSON', '--out', 'OUT'], 'not.json: '],
    [['run', 'rmsnorm', '--in', rms, '--out', 'OUT', '--variant', 'x'], 'known: naive, fast'],
    [
      ['run', 'attention', '--in', rms, '--out', 'OUT'],
      'kernel is "rmsnorm" in the file and "attention" in the command',
    ],
    [['run', 'rmsnorm', '--in', rms, '--out', 'OUT', '--oops'], "Unknown option '--oops'"],
  ])('%j: one line, and nothing is written', (args, message) => {
    const fresh = join(folder, 'refused.json');
    const bad = written('not.json', '{"params": ');
    const { status, stdout, stderr } = command(
      args.map((arg) => (arg === 'OUT' ? fresh : arg === 'NOT_JSON' ? bad : arg)),
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain(message);
    expect(existsSync(fresh)).toBe(false);
  });
});
