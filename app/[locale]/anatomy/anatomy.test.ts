import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import en from '@/app/messages/en.json';
import { readHfConfig } from '@/lib/anatomy/hf-config';
import { modelParts, type Part } from '@/lib/anatomy/parts';
import { shownTechniques } from '@/lib/anatomy/techniques';
import { ModelProps } from '@/lib/knowledge/model-props';
import { DEFAULT_PACKS, readPacks } from '@/seed/load-pack';
import { bytesText, countText, flopsText, printedText, shareText } from './figures';

const EXAMPLES = 'lib/anatomy/examples';
const readings = readdirSync(EXAMPLES).map((file) => {
  const result = readHfConfig(readFileSync(`${EXAMPLES}/${file}`, 'utf8'));
  if ('refused' in result) throw new Error(`${file}: ${result.refused.code}`);
  return result.reading;
});
const graph = readPacks(DEFAULT_PACKS);
const configs = [
  ...readings.map(({ config }) => config),
  ...graph.nodes.filter(({ label }) => label === 'Model').map(({ props }) => props as ModelProps),
];

describe('words for what the anatomy names', () => {
  it('has a name for every part', () => {
    const ids = (part: Part | undefined): string[] =>
      part ? [part.id, ...(part.parts ?? []).flatMap(ids)] : [];
    const named = new Set([...Object.keys(en.anatomy.name), 'layer']);
    const all = configs.flatMap((config) => ids(modelParts(config)));
    expect(all.filter((id) => !named.has(id))).toEqual([]);
  });

  it('has a name for every config field', () => {
    const fields = Object.keys(ModelProps.shape).filter((field) => field !== 'aliases');
    expect(fields.filter((field) => !(field in en.anatomy.field))).toEqual([]);
  });

  it('has a page or a word for every technique that a config shows', () => {
    const known = new Set([...graph.nodes.map(({ id }) => id), ...Object.keys(en.anatomy.outside)]);
    const shown = readings.flatMap(({ config, raw }) => shownTechniques(config, raw).map(({ id }) => id));
    expect(shown.filter((id) => !known.has(id))).toEqual([]);
  });
});

describe('numbers as a reader compares them', () => {
  it('has three digits and a unit', () => {
    expect([7_615_616_512, 151_936, 896, 1.2e12].map(countText)).toEqual(['7.62B', '152K', '896', '1.20T']);
    expect([3e9, 7.62e9].map(printedText)).toEqual(['3B', '7.62B']);
    expect([0, 512, 57_344, 15_231_233_024].map(bytesText)).toEqual(['0 B', '512 B', '56.0 KiB', '14.2 GiB']);
    expect(flopsText(14_140_571_648)).toBe('14.1 GFLOPs');
    expect([0.49, 0.0196, 0.0001, 0].map(shareText)).toEqual(['49%', '2.0%', '<0.1%', '0.0%']);
  });
});
