import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openEmbedded } from '@/graph/embedded';
import { isUnchanged } from '@/graph/packs';
import { readSnapshot } from '@/graph/snapshot';
import { loadPack } from './load';
import { readPack } from './load-pack';
import { PackError } from './problems';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A copy of the Qwen pack with one edit: `[file, text there, text instead]`. */
function editedPack(...edits: [string, string, string][]): string {
  const folder = mkdtempSync(join(tmpdir(), 'qwenealogy-pack-'));
  folders.push(folder);
  cpSync('seed/qwen', folder, { recursive: true });
  for (const [file, before, after] of edits) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    const text = readFileSync(path, 'utf8');
    expect(text, `the edit of ${file} must hit`).toContain(before);
    writeFileSync(path, text.replace(before, after));
  }
  return folder;
}

const BAD: [string, [string, string, string], RegExp][] = [
  [
    'a dangling edge',
    ['techniques/attention.yaml', '- to: mha', '- to: no-such'],
    /techniques\/attention\.yaml:\d+: edge gqa\.replaces\.no-such: to "no-such" does not exist/,
  ],
  [
    'an unknown field',
    ['models/qwen2.yaml', 'num_key_value_heads: 4', 'num_kv_heads: 4'],
    /models\/qwen2\.yaml:\d+: .*num_kv_heads/,
  ],
  [
    'a missing source',
    ['models/qwen3.yaml', 'src.q3tr', 'src.nowhere'],
    /"src\.nowhere", which the pack does not have/,
  ],
  [
    'a duplicate id',
    ['models/qwen3.yaml', 'id: qwen3-1.7b', 'id: qwen3-0.6b'],
    /duplicate node id "qwen3-0\.6b", first at models\/qwen3\.yaml:1/,
  ],
  [
    'a cycle of REPLACES',
    [
      'techniques/attention.yaml',
      '- id: mha',
      '- id: mha\n  replaces: [{to: gqa, evidence: [{source: src.qtr, locator: x, confidence: verified}]}]',
    ],
    /REPLACES runs in a circle: .*gqa.*mha/,
  ],
  [
    'a config that contradicts a published total',
    ['models/qwen2.5.yaml', 'intermediate_size: 18944', 'intermediate_size: 19844'],
    /qwen2\.5-7b: params_total 7\.6100B contradicts the config, which computes to/,
  ],
  [
    'a wrong value',
    ['models/qwen3.yaml', 'num_hidden_layers: 28', 'num_hidden_layers: many'],
    /props\.num_hidden_layers: .*expected number/,
  ],
  [
    'a fact without evidence',
    ['models/qwen3.yaml', ', rope_theta, rms_norm_eps', ', rms_norm_eps'],
    /no evidence for "rope_theta"/,
  ],
  [
    'a formula that is not TeX',
    ['techniques/attention.yaml', 'formula: "G = 1"', 'formula: "{G = 1"'],
    /attention\.yaml:\d+: mqa: formula: KaTeX parse error/,
  ],
  [
    'broken YAML',
    ['stages.yaml', '- id: qwen1.pretraining', '- id: "qwen1.pretraining'],
    /stages\.yaml:\d+: /,
  ],
  [
    'an introduction without its scope',
    ['techniques/attention.yaml', '      scope: every-size\n', ''],
    /attention\.yaml:\d+: edge gqa\.introduced-in\.qwen2: "scope" is required/,
  ],
];

describe('a pack that is wrong', () => {
  it.each(BAD)('is refused for %s, with file, line and reason', (_name, edit, message) => {
    const folder = editedPack(edit);
    expect(() => readPack(folder)).toThrow(PackError);
    expect(() => readPack(folder)).toThrow(message);
  });

  it('is refused with all its problems at once, and the database stays as it was', async () => {
    const port = openEmbedded();
    await port.prepare();
    await loadPack(port, 'seed/qwen');
    const before = JSON.stringify(await readSnapshot(port));
    const folder = editedPack(
      ['models/qwen2.yaml', 'num_key_value_heads: 4', 'num_kv_heads: 4'],
      ['models/qwen3.yaml', 'num_hidden_layers: 28', 'num_hidden_layers: many'],
    );
    const refusal = await loadPack(port, folder).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(PackError);
    expect((refusal as PackError).problems.length).toBeGreaterThanOrEqual(2);
    expect(JSON.stringify(await readSnapshot(port))).toBe(before);
    await port.close();
  });

  it('is refused when the folder is none', () => {
    expect(() => readPack('seed/nowhere')).toThrow(/pack\.yaml:1: missing/);
  });
});

describe('loading the Qwen pack', () => {
  it('stores exactly what the pack says, and a second run changes nothing', async () => {
    const port = openEmbedded();
    await port.prepare();
    expect(isUnchanged(await loadPack(port, 'seed/qwen', true))).toBe(false);
    expect((await readSnapshot(port)).nodes).toEqual([]);
    await loadPack(port, 'seed/qwen');
    expect(JSON.stringify(await readSnapshot(port))).toBe(JSON.stringify(readPack('seed/qwen')));
    expect(isUnchanged(await loadPack(port, 'seed/qwen'))).toBe(true);
    await port.close();
  });
});
