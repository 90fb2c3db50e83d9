import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexGraph } from '@/lib/knowledge/indexed';
import { DEFAULT_PACKS, readPack, readPacks } from '@/seed/load-pack';
import { lineageInput } from './from-graph';
import { layoutLineage } from './layout';
import { legendBox } from './legend';
import { MEASURES } from './scene';
import { selfCheck } from './self-check';
import { dayNumber, timeScale } from './time-scale';

const graph = indexGraph(readPack('seed/qwen'));
const graphs = { 'the Qwen pack alone': graph, 'all packs': indexGraph(readPacks(DEFAULT_PACKS)) };

/** A generous stand-in for measured text: 12 px Source Sans is about 6 px a letter, Noto Sans SC 12. */
const widths = (locale: 'en' | 'zh', of = graph) =>
  Object.fromEntries(
    lineageInput(of, locale, () => true).techniques.map(({ id, label }) => [
      id,
      [...label].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e80 ? 12 : 6.1), 0),
    ]),
  );

describe('the map of the Qwen pack', () => {
  for (const [name, of] of Object.entries(graphs)) {
    for (const locale of ['en', 'zh'] as const) {
      for (const width of [1328, 1440, 1920]) {
        it(`has no label over another, over a station or outside: ${name}, ${locale}, ${width}`, () => {
          const labelWidths = widths(locale, of);
          const input = lineageInput(of, locale, () => true);
          const scene = layoutLineage(input, { width, height: 820, labelWidths });
          expect(selfCheck(scene, labelWidths)).toEqual([]);
          expect(scene.stations).toHaveLength(input.techniques.length);
        });
      }
    }
  }

  it('draws every technique of a pack alone, and of two packs the one line with what stood before it', () => {
    const alone = lineageInput(graph, 'en', () => true);
    expect(alone.techniques).toHaveLength(graph.withLabel('Technique').length);
    const both = lineageInput(graphs['all packs'], 'en', () => true);
    expect(both.generations).toEqual(alone.generations);
    expect(both.models).toEqual(alone.models);
    const drawn = new Set(both.techniques.map(({ id }) => id));
    expect(alone.techniques.filter(({ id }) => !drawn.has(id))).toEqual([]);
    expect(both.techniques.find(({ id }) => id === 'relu-ffn')).toMatchObject({ outside: true, uses: [] });
    // Nothing of the line comes from it.
    expect(drawn.has('expert-capacity')).toBe(false);
  });

  it('puts whole successions on one line and partial ones on a step', () => {
    const scene = layoutLineage(
      lineageInput(graph, 'en', () => true),
      {
        width: 1440,
        height: 820,
        labelWidths: widths('en'),
      },
    );
    const y = (id: string) => scene.stations.find((station) => station.id === id)?.y;
    expect(y('gqa')).toBe(y('mha'));
    expect(y('rmsnorm')).toBe(y('layernorm'));
    expect(y('zero-centered-rmsnorm')).toBe(y('rmsnorm'));
    expect(y('gated-deltanet')).not.toBe(y('softmax-attention'));
    expect(scene.junctions.map(({ from, to }) => `${from}>${to}`)).toContain(
      'softmax-attention>gated-deltanet',
    );
  });

  it('has a place for the legend that no line enters', () => {
    const scene = layoutLineage(
      lineageInput(graph, 'en', () => true),
      {
        width: 1440,
        height: 820,
        labelWidths: widths('en'),
      },
    );
    const box = legendBox(scene);
    if (!box) throw new Error('no place');
    const inside = ({ x, y }: { x: number; y: number }) =>
      x < box.x + box.width && y > box.y && y < box.y + box.height;
    expect(scene.lines.filter(({ from, to }) => inside(from) || inside(to))).toEqual([]);
    expect(box.width).toBeGreaterThanOrEqual(480);
  });

  it('keeps techniques of Qwen in the order of their dates', () => {
    const input = lineageInput(graph, 'en', () => true);
    const scene = layoutLineage(input, { width: 1440, height: 820, labelWidths: widths('en') });
    const x = new Map(scene.stations.map((station) => [station.id, station.x]));
    const dated = input.techniques.filter(({ outside, introduced }) => !outside && introduced);
    for (const a of dated) {
      for (const b of dated) {
        if (dayNumber(a.introduced ?? '') < dayNumber(b.introduced ?? ''))
          expect(x.get(a.id)).toBeLessThanOrEqual(x.get(b.id) ?? 0);
      }
    }
  });

  it('is the same whatever order its input stands in', () => {
    const input = lineageInput(graph, 'en', () => true);
    const frame = { width: 1440, height: 820, labelWidths: widths('en') };
    const reversed = {
      ...input,
      techniques: [...input.techniques].reverse(),
      models: [...input.models].reverse(),
    };
    expect(layoutLineage(reversed, frame)).toEqual(layoutLineage(input, frame));
  });
});

describe('the time scale', () => {
  it('keeps releases apart and time in order', () => {
    const date = fc
      .integer({ min: 19_000, max: 21_000 })
      .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        fc.uniqueArray(date, { minLength: 2, maxLength: 9 }),
        date,
        date,
        fc.integer({ min: 900, max: 3000 }),
        (dates, a, b, width) => {
          const releases = [...dates].sort();
          const x = timeScale(releases, width);
          releases.slice(1).forEach((release, index) => {
            expect(x(release) - x(releases[index] ?? '')).toBeGreaterThanOrEqual(MEASURES.minGap - 1e-6);
          });
          if (a < b) expect(x(a)).toBeLessThanOrEqual(x(b));
        },
      ),
    );
  });
});
