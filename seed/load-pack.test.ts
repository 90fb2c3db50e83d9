import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openEmbedded } from '@/graph/embedded';
import { isUnchanged } from '@/graph/packs';
import { readSnapshot } from '@/graph/snapshot';
import { loadPacks } from './load';
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

/** What a folder is refused for. */
function refusal(folder: string): PackError {
  try {
    readPack(folder);
  } catch (error) {
    expect(error).toBeInstanceOf(PackError);
    return error as PackError;
  }
  throw new Error('the pack was accepted');
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
    ['techniques/attention.yaml', 'qquad G = 1', 'qquad {G = 1'],
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

/** The line of the first occurrence of a text in a file. */
const lineOf = (folder: string, file: string, text: string): number =>
  readFileSync(join(folder, file), 'utf8').split(text)[0]?.split('\n').length ?? 0;

const SLIPS: [string, [string, string, string], RegExp][] = [
  [
    'a generation that no model has',
    ['techniques/ffn.yaml', '- generation: qwen3-next', '- generation: qwen9'],
    /generation "qwen9" does not exist/,
  ],
  [
    'an exception that is no model of the generation',
    ['techniques/ffn.yaml', 'except: [qwen2-57b-a14b]', 'except: [qwen2-57b]'],
    /except "qwen2-57b", which is no model of qwen2/,
  ],
  [
    'a technique built on itself',
    ['techniques/attention.yaml', '- to: deltanet', '- to: gated-deltanet'],
    /BUILDS_ON runs in a circle: gated-deltanet -> gated-deltanet/,
  ],
  [
    'generations that succeed each other in a circle',
    ['generations.yaml', 'id: qwen1\n', 'id: qwen1\n  succeeds: qwen3-next\n'],
    /SUCCEEDS runs in a circle/,
  ],
  ['a day that does not exist', ['models/qwen2.yaml', '2024-06-07', '2024-02-31'], /released: no such day/],
  [
    'a property whose name is taken',
    ['stages.yaml', 'batch_tokens: 4000000', 'content_hash: 4000000'],
    /props\.content_hash: .*this name is not free/,
  ],
  [
    'a verdict that there is not',
    ['claims.yaml', 'verdict: wrong', 'verdict: false'],
    /claims\.yaml:\d+: verdict: .*wrong.*imprecise/,
  ],
  [
    'a word marked wrong that the quote does not have',
    ['claims.yaml', 'wrong_words: ["40%"]', 'wrong_words: ["41%"]'],
    /claims\.yaml:\d+: claim\.w6: "41%" does not stand in the quote/,
  ],
  [
    'a claim about nothing',
    ['claims.yaml', 'about: [grpo]', 'about: [no-such]'],
    /claim\.w1\.about\.no-such: to "no-such" does not exist/,
  ],
  [
    'a computation that there is not',
    ['claims.yaml', 'fn: kv_reduction', 'fn: kv_reduktion'],
    /claim\.w6: no computation "kv_reduktion", known: kv_elements_per_token/,
  ],
  [
    'a computation with a missing argument',
    ['claims.yaml', 'a: qwen1.5-7b, b: qwen2-7b', 'a: qwen1.5-7b'],
    /claim\.w6: kv_reduction takes a, b, given: a/,
  ],
  [
    'a computation of a model that there is not',
    ['claims.yaml', 'b: qwen2-7b', 'b: qwen2-8b'],
    /claim\.w6: model "qwen2-8b" is not in the pack, expected a Model/,
  ],
  [
    'an origin that is no source',
    ['techniques/position.yaml', 'origin: arxiv.2104.09864', 'origin: yarn'],
    /rope: origin "yarn" is a Technique, expected a Source/,
  ],
  [
    'a formula in a sentence that is not TeX',
    ['claims.yaml', '$(\\\\mathrm', '${(\\\\mathrm'],
    /claim\.i3: correction: KaTeX parse error/,
  ],
  [
    'an alias without an anchor',
    ['stages.yaml', 'sequence_length: 2048', 'sequence_length: *none'],
    /Unresolved alias|none/,
  ],
];

describe('a slip in a pack', () => {
  it.each(SLIPS)('is refused for %s', (_name, edit, message) => {
    expect(refusal(editedPack(edit)).message).toMatch(message);
  });

  it('names the very line of a wrong link, source or field', () => {
    const edits: [string, string, string][] = [
      ['techniques/attention.yaml', '- to: softmax-attention', '- to: no-such-technique'],
      ['techniques/normalization.yaml', 'source: arxiv.1910.07467', 'source: arxiv.no-such-paper'],
      ['models/qwen3.yaml', 'num_hidden_layers: 36', 'num_hidden_layerz: 36'],
    ];
    const folder = editedPack(...edits);
    const { problems } = refusal(folder);
    for (const [file, , after] of edits) {
      const word =
        after.split(/[ :]+/).at(-1) === '36' ? 'num_hidden_layerz' : (after.split(' ').at(-1) ?? '');
      const found = problems.filter(({ reason }) => reason.includes(word));
      expect(found.length, word).toBeGreaterThan(0);
      for (const { file: where, line } of found)
        expect([where, line]).toEqual([file, lineOf(folder, file, word)]);
    }
  });

  it('is found whatever is wrong beside it: a form that is refused hides no dangling edge', () => {
    const folder = editedPack(
      ['techniques/attention.yaml', '- to: mha', '- to: no-such'],
      ['models/qwen2.yaml', 'num_key_value_heads: 4', 'num_kv_heads: 4'],
    );
    const { message } = refusal(folder);
    expect(message).toMatch(/"no-such" does not exist/);
    expect(message).toMatch(/num_kv_heads/);
    // Links to the refused model are not reported as dangling.
    expect(message).not.toMatch(/"qwen2-7b" does not exist/);
  });

  it('is one problem, not thousands, when a file is no YAML', () => {
    const folder = editedPack(['stages.yaml', '- id: qwen1.sft', '\t- id: qwen1.sft']);
    expect(refusal(folder).problems.filter(({ file }) => file === 'stages.yaml')).toHaveLength(1);
  });

  it.each([
    ['an empty file', '', /stages\.yaml:1: expected a list of rows/],
    ['bytes that are not UTF-8', Buffer.from([0x2d, 0x20, 0xff, 0xfe]), /stages\.yaml:1: not UTF-8 text/],
    [
      'an alias bomb',
      `- &a [x, x]\n${Array.from(
        { length: 40 },
        (_, i) =>
          `- &b${i} [${Array(40)
            .fill(i === 0 ? '*a' : `*b${i - 1}`)
            .join(', ')}]`,
      ).join('\n')}`,
      /stages\.yaml:1: Excessive alias count/,
    ],
  ])('is refused for %s', (_name, content, message) => {
    const folder = editedPack();
    writeFileSync(join(folder, 'stages.yaml'), content);
    expect(() => readPack(folder)).toThrow(message);
  });

  it('is not a mark at the start of a file that some editors write', () => {
    const folder = editedPack();
    const text = readFileSync(join(folder, 'stages.yaml'), 'utf8');
    writeFileSync(join(folder, 'stages.yaml'), `\uFEFF${text.replaceAll('\n', '\r\n')}`);
    expect(readPack(folder)).toEqual(readPack('seed/qwen'));
  });

  it('is two headers', () => {
    const folder = editedPack();
    cpSync(join(folder, 'pack.yaml'), join(folder, 'pack.yml'));
    expect(() => readPack(folder)).toThrow(/pack\.yml:1: a pack has one header/);
  });
});

describe('a pack that is wrong', () => {
  it.each(BAD)('is refused for %s, with file, line and reason', (_name, edit, message) => {
    expect(refusal(editedPack(edit)).message).toMatch(message);
  });

  it('is refused with all its problems at once, and the database stays as it was', async () => {
    const port = openEmbedded();
    await port.prepare();
    await loadPacks(port, ['seed/qwen']);
    const before = JSON.stringify(await readSnapshot(port));
    const folder = editedPack(
      ['models/qwen2.yaml', 'num_key_value_heads: 4', 'num_kv_heads: 4'],
      ['models/qwen3.yaml', 'num_hidden_layers: 28', 'num_hidden_layers: many'],
    );
    const refused = await loadPacks(port, [folder]).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(PackError);
    expect((refused as PackError).problems.length).toBeGreaterThanOrEqual(2);
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
    expect((await loadPacks(port, ['seed/qwen'], true)).every(isUnchanged)).toBe(false);
    expect((await readSnapshot(port)).nodes).toEqual([]);
    await loadPacks(port, ['seed/qwen']);
    expect(JSON.stringify(await readSnapshot(port))).toBe(JSON.stringify(readPack('seed/qwen')));
    expect((await loadPacks(port, ['seed/qwen'])).every(isUnchanged)).toBe(true);
    await port.close();
  });
});
