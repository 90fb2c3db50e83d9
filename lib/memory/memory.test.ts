import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { LearnerEvent } from './events';
import { foldEvents } from './fold';
import { addLocalDays, localDay } from './local-day';
import { replay } from './replay';
import { DEFAULT_SETTINGS, fuzzRange, type Grade, Scheduler } from './scheduler';

const START = '2026-01-01T10:00:00Z';
const DAY = 86_400_000;
const later = (days: number) => new Date(Date.parse(START) + days * DAY).toISOString();
const answer = (id: string, at: string, grade: number, component = 'c'): LearnerEvent => ({
  id,
  type: 'answer',
  at,
  component,
  grade,
});

// Golden vectors: quiz.md 2.6.
describe('FSRS-6 golden vectors', () => {
  it('G1: intervals of a history answered when due', () => {
    const scheduler = new Scheduler(DEFAULT_SETTINGS);
    let at = START;
    let card: ReturnType<Scheduler['answer']>['card'] | undefined;
    const days = [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3].map((grade) => {
      const result = scheduler.answer(card, grade as Grade, at, 'c');
      card = result.card;
      at = card.due;
      return result.intervalDays;
    });
    expect(days).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]);
  });

  it.each([
    ['G3', true, 53.62691],
    ['G3b', false, 53.335106],
  ])('%s: memory after 1 3 3 3 3 3 at gaps 0 0 1 3 8 21', (_name, shortTerm, stability) => {
    let day = 0;
    const events = [0, 0, 1, 3, 8, 21].map((gap, index) => {
      day += gap;
      return answer(
        `e${index}`,
        new Date(Date.parse(later(day)) + index * 60_000).toISOString(),
        index === 0 ? 1 : 3,
      );
    });
    const card = foldEvents(events, { ...DEFAULT_SETTINGS, shortTerm }).cards.get('c');
    expect(card?.stability).toBeCloseTo(stability, 3);
    expect(card?.difficulty).toBeCloseTo(6.3574867, 4);
  });

  it('G4: the first answer of each grade', () => {
    const scheduler = new Scheduler(DEFAULT_SETTINGS);
    const first = ([1, 2, 3, 4] as const).map((grade) => scheduler.answer(undefined, grade, START, 'c'));
    expect(first.map(({ card }) => card.stability)).toEqual([0.212, 1.2931, 2.3065, 8.2956]);
    [6.4133, 5.11217071, 2.11810397, 1].forEach((difficulty, index) => {
      expect(first[index]?.card.difficulty).toBeCloseTo(difficulty, 6);
    });
    expect(first.map(({ intervalDays }) => intervalDays)).toEqual([0, 0, 0, 8]);
    expect(first.map(({ card }) => card.state)).toEqual(['learning', 'learning', 'learning', 'review']);
  });

  it('G9, G10: interval and recall at a stability of one day', () => {
    const at = (retention: number) => new Scheduler({ ...DEFAULT_SETTINGS, retention }).interval(1);
    expect([0.7, 0.8, 0.9].map(at)).toEqual([9, 3, 1]);
    const scheduler = new Scheduler(DEFAULT_SETTINGS);
    [1, 0.9, 0.84588465, 0.8093881].forEach((recall, days) => {
      expect(scheduler.retrievability(1, days)).toBeCloseTo(recall, 5);
    });
  });

  it('G24: learning and relearning steps', () => {
    const minutes = (scheduler: Scheduler, grades: readonly Grade[]) => {
      let card: ReturnType<Scheduler['answer']>['card'] | undefined;
      for (const grade of grades) card = scheduler.answer(card, grade, START, 'c').card;
      return (Date.parse(card?.due ?? '') - Date.parse(START)) / 60_000;
    };
    const standard = new Scheduler(DEFAULT_SETTINGS);
    expect(([1, 2, 3] as const).map((grade) => minutes(standard, [grade]))).toEqual([1, 6, 10]);
    expect(([1, 2] as const).map((grade) => minutes(standard, [3, grade]))).toEqual([1, 6]);
    expect(standard.answer(standard.answer(undefined, 3, START, 'c').card, 3, START, 'c').card.state).toBe(
      'review',
    );
    expect(minutes(new Scheduler({ ...DEFAULT_SETTINGS, learningSteps: [1] }), [2])).toBe(2);
    const relearning = new Scheduler({ ...DEFAULT_SETTINGS, relearningSteps: [10, 20] });
    expect(([1, 2, 3] as const).map((grade) => minutes(relearning, [4, 1, grade]))).toEqual([10, 15, 20]);
    const none = new Scheduler({ ...DEFAULT_SETTINGS, learningSteps: [], relearningSteps: [] });
    expect(none.answer(undefined, 3, START, 'c').intervalDays).toBe(2);
  });

  it('G27: fuzz ranges', () => {
    expect([3, 7, 10, 20, 30, 60, 100, 365].map((interval) => fuzzRange(interval).join('-'))).toEqual([
      '2-4',
      '5-9',
      '8-12',
      '17-23',
      '27-33',
      '55-65',
      '93-107',
      '345-385',
    ]);
  });

  it('G18: several relearning steps bound the short-term weights', () => {
    const parameters = [
      0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614,
      0.2629, 1.6483, 0.6014, 1.8729, 1000, 1000, 0.0658, 0.1542,
    ];
    const same = { ...DEFAULT_SETTINGS, parameters, relearningSteps: [10, 20] };
    const bounded = parameters.map((value, index) => (index === 17 || index === 18 ? 0.60045935 : value));
    const twice = (settings: typeof same) => {
      const scheduler = new Scheduler(settings);
      const first = scheduler.answer(undefined, 4, START, 'c').card;
      return scheduler.answer(first, 4, START, 'c').card.stability;
    };
    expect(twice(same)).toBeCloseTo(twice({ ...same, parameters: bounded }), 3);
  });

  it('keeps a first stability below 0.1, as the optimiser fits it', () => {
    const parameters = [
      0.02, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614,
      0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
    ];
    expect(
      new Scheduler({ ...DEFAULT_SETTINGS, parameters }).answer(undefined, 1, START, 'c').card.stability,
    ).toBe(0.02);
  });
});

describe('local days', () => {
  const shanghai = { timezone: 'Asia/Shanghai', rolloverHour: 4 };
  it('counts the night between two evenings, not the UTC midnight', () => {
    expect(
      localDay('2026-01-02T00:30:00Z', DEFAULT_SETTINGS) - localDay('2026-01-01T23:30:00Z', DEFAULT_SETTINGS),
    ).toBe(0);
    expect(localDay('2026-01-01T20:30:00Z', shanghai) - localDay('2026-01-01T19:30:00Z', shanghai)).toBe(1);
    expect(localDay('2026-01-01T16:30:00Z', shanghai) - localDay('2026-01-01T15:30:00Z', shanghai)).toBe(0);
  });

  it('stays on its day when the clocks skip the hour before the rollover', () => {
    const rule = { timezone: 'America/New_York', rolloverHour: 3 };
    const at = '2026-03-06T02:30:00-05:00';
    expect(localDay(addLocalDays(at, 2, rule), rule) - localDay(at, rule)).toBe(2);
  });

  it('advances by exactly the days asked for, in every zone, over every change of clocks', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 400 }),
        (timezone, date, days) => {
          const rule = { timezone, rolloverHour: 4 };
          const at = date.toISOString();
          const moved = addLocalDays(at, days, rule);
          const wall = (instant: string) =>
            Temporal.Instant.from(instant).toZonedDateTimeISO(timezone).toPlainTime();
          expect(localDay(moved, rule) - localDay(at, rule)).toBe(days);
          // Only a wall-clock time that the target day skips may move.
          if (!wall(at).equals(wall(moved))) expect(skips(moved, timezone)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** Whether the clocks of a zone are moved within three hours of an instant. */
function skips(instant: string, timezone: string): boolean {
  const offset = (hours: number) =>
    Temporal.Instant.from(instant).add({ hours }).toZonedDateTimeISO(timezone).offsetNanoseconds;
  return offset(-3) !== offset(3);
}

const history = fc
  .array(
    fc.record({
      days: fc.double({ min: 0, max: 60, noNaN: true }),
      grade: fc.integer({ min: 1, max: 4 }),
      component: fc.constantFrom('a', 'b'),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((steps) => {
    let at = 0;
    return steps.map(({ days, grade, component }, index) => {
      at += days;
      return answer(`e${String(index).padStart(3, '0')}`, later(at), grade, component);
    });
  });

describe('laws of the fold', () => {
  it('does not depend on the order of storage', () => {
    fc.assert(
      fc.property(
        history,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (events, random) => {
          const shuffled = events
            .map((event) => ({ event, key: random.next().value }))
            .sort((a, b) => a.key - b.key);
          expect(
            foldEvents(
              shuffled.map(({ event }) => event),
              DEFAULT_SETTINGS,
            ),
          ).toEqual(foldEvents(events, DEFAULT_SETTINGS));
        },
      ),
    );
  });

  it('takes an undo of any earlier answer as a history without it', () => {
    fc.assert(
      fc.property(history, fc.nat(), (events, pick) => {
        const target = events[pick % events.length];
        const undo: LearnerEvent = { id: 'undo', type: 'undo', at: later(5000), of: target?.id ?? '' };
        expect(foldEvents([...events, undo], DEFAULT_SETTINGS)).toEqual(
          foldEvents(
            events.filter((event) => event !== target),
            DEFAULT_SETTINGS,
          ),
        );
        const redo: LearnerEvent = { id: 'undo-undo', type: 'undo', at: later(5001), of: 'undo' };
        expect(foldEvents([...events, undo, redo], DEFAULT_SETTINGS)).toEqual(
          foldEvents(events, DEFAULT_SETTINGS),
        );
      }),
    );
  });

  it('keeps difficulty and stability in bounds, and a better grade is never due earlier', () => {
    fc.assert(
      fc.property(history, (events) => {
        const { cards, trace } = foldEvents(events, DEFAULT_SETTINGS);
        for (const row of trace) {
          expect(row.difficulty).toBeGreaterThanOrEqual(1);
          expect(row.difficulty).toBeLessThanOrEqual(10);
          expect(row.stability).toBeGreaterThanOrEqual(0.001);
          expect(row.stability).toBeLessThanOrEqual(36_500);
        }
        const scheduler = new Scheduler(DEFAULT_SETTINGS);
        for (const card of cards.values()) {
          const due = ([1, 2, 3, 4] as const).map((grade) =>
            Date.parse(scheduler.answer(card, grade, later(4000), 'c').card.due),
          );
          expect([...due].sort((a, b) => a - b)).toEqual(due);
        }
      }),
    );
  });

  it('fuzzes inside the range, the same way every time', () => {
    const scheduler = new Scheduler({ ...DEFAULT_SETTINGS, fuzz: true });
    const plain = new Scheduler(DEFAULT_SETTINGS);
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const fuzzed = scheduler.answer(undefined, 4, START, seed).intervalDays;
        const [low, high] = fuzzRange(plain.answer(undefined, 4, START, seed).intervalDays);
        expect(fuzzed).toBeGreaterThanOrEqual(low);
        expect(fuzzed).toBeLessThanOrEqual(high);
        expect(scheduler.answer(undefined, 4, START, seed).intervalDays).toBe(fuzzed);
      }),
    );
  });
});

describe('replay', () => {
  const good = { events: [answer('e1', START, 3)] };
  it('gives cards and a trace', () => {
    const { cards, trace } = replay({ ...good, learningSteps: [], timezone: 'Asia/Shanghai' });
    expect(cards.c).toMatchObject({ stability: 2.3065, state: 'review', reps: 1, lapses: 0 });
    expect(trace[0]).toMatchObject({
      id: 'e1',
      component: 'c',
      elapsedDays: 0,
      intervalDays: 2,
      retrievability: null,
    });
  });

  it.each([
    [{ events: [answer('e1', START, 5)] }, 'events.0.grade'],
    [{ events: [{ id: 'e1', type: 'guess', at: START, component: 'c' }] }, 'events.0.type'],
    [{ events: [{ id: 'e1', type: 'answer', component: 'c', grade: 3 }] }, 'events.0.at'],
    [{ events: [answer('e1', 'yesterday', 3)] }, 'events.0.at: expected an ISO date'],
    ...[
      '2026-01-01T00:00:00+08',
      '2026-01-01T00Z',
      '2026-01-01T00:00:00,5Z',
      '2026-01-01T00:00:00Z[Asia/Shanghai]',
      '20260101T000000Z',
      '+275760-09-13T00:00:00Z',
      '2026-02-30T00:00:00Z',
    ].map((at): [object, string] => [{ events: [answer('e1', at, 3)] }, 'events.0.at: expected an ISO date']),
    [{ ...good, learningSteps: ['99999999999999999999m'] }, 'learningSteps.0: expected more than 0'],
    [{ ...good, timezone: '+08:00' }, 'timezone: unknown zone'],
    [{ ...good, timezone: 'Mars/Olympus' }, 'timezone: unknown zone'],
    [{ ...good, parameters: [1, 2] }, 'parameters: expected 21 numbers'],
    [{ ...good, parameters: Array(21).fill(Number.NaN) }, 'parameters.0'],
    [{ events: [answer('e1', START, 3), answer('e1', later(1), 3)] }, 'events.1.id: duplicate id "e1"'],
    [{ ...good, credit: { lambda: 0.25, edges: [] } }, 'credit.lambda: graph credit is not built yet'],
  ])('refuses %j', (input, message) => {
    expect(() => replay(input)).toThrow(message);
  });
});
