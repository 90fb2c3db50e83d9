import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type FSRSState, fsrs, generatorParameters } from 'ts-fsrs';
import { seedFrom } from '@/lib/knowledge/seed';
import { addLocalDays, type DayRule, localDay } from './local-day';

export type Grade = 1 | 2 | 3 | 4;

export interface SchedulerSettings extends DayRule {
  /** The 21 weights of FSRS-6; the published defaults when absent. */
  readonly parameters?: readonly number[];
  /** Recall at which a component is due, 0.70 to 0.97. */
  readonly retention: number;
  readonly fuzz: boolean;
  /** Minutes; an empty list graduates at once. */
  readonly learningSteps: readonly number[];
  readonly relearningSteps: readonly number[];
  /** Whether answers of one day move stability by the short-term formula. */
  readonly shortTerm: boolean;
}

export const DEFAULT_SETTINGS: SchedulerSettings = {
  retention: 0.9,
  timezone: 'UTC',
  rolloverHour: 4,
  fuzz: false,
  learningSteps: [1, 10],
  relearningSteps: [10],
  shortTerm: true,
};

export type CardState = 'learning' | 'review' | 'relearning';

/** What is known of one component after its last answer. Stability in days, difficulty 1 to 10. */
export interface Card {
  readonly stability: number;
  readonly difficulty: number;
  readonly state: CardState;
  readonly step: number;
  /** ISO instant. */
  readonly due: string;
  readonly last: string;
  readonly reps: number;
  readonly lapses: number;
}

/** One answer's effect. */
export interface Scheduled {
  readonly card: Card;
  /** Whole local days since the last answer; 0 for the first. */
  readonly elapsedDays: number;
  /** Days given; 0 while a learning step applies. */
  readonly intervalDays: number;
  /** Expected recall at the moment of the answer; null for the first. */
  readonly retrievability: number | null;
}

const MIN_STABILITY = 0.001;
const MAX_INTERVAL = 36_500;

/** The range that a fuzzed interval may take: one day, and 15%, 10%, 5% of the parts below 7, 20 and beyond. */
export function fuzzRange(interval: number): readonly [number, number] {
  if (interval < 2.5) return [Math.round(interval), Math.round(interval)];
  const parts = [
    [2.5, 7, 0.15],
    [7, 20, 0.1],
    [20, Number.POSITIVE_INFINITY, 0.05],
  ] as const;
  const delta = parts.reduce(
    (sum, [from, to, share]) => sum + share * Math.max(Math.min(interval, to) - from, 0),
    1,
  );
  return [Math.max(2, Math.round(interval - delta)), Math.round(interval + delta)];
}

/** FSRS-6 on the learner's own days. Pure: the same card, answer and settings give the same result. */
export class Scheduler {
  private readonly model;
  private readonly weights: readonly number[];

  constructor(private readonly settings: SchedulerSettings) {
    const parameters = generatorParameters({
      ...(settings.parameters ? { w: [...settings.parameters] } : {}),
      request_retention: settings.retention,
      enable_fuzz: false,
      enable_short_term: settings.shortTerm,
      // Several relearning steps bound w17 and w18, as in the optimiser (golden vector G18).
      relearning_steps: settings.relearningSteps.map((minutes): `${number}m` => `${minutes}m`),
    });
    this.model = fsrs(parameters);
    this.weights = parameters.w;
  }

  /** Expected recall `elapsedDays` after the last answer. */
  retrievability(stability: number, elapsedDays: number): number {
    return this.model.forgetting_curve(elapsedDays, stability);
  }

  /** Expected recall of a card now, by local days. */
  recall(card: Card, now: string): number {
    return this.retrievability(card.stability, this.elapsed(card.last, now));
  }

  /** Days after which recall has fallen to the wanted retention. */
  interval(stability: number): number {
    const decay = -(this.weights[20] ?? 0.1542);
    const factor = 0.9 ** (1 / decay) - 1;
    const days = (stability / factor) * (this.settings.retention ** (1 / decay) - 1);
    return Math.min(Math.max(Math.round(days), 1), MAX_INTERVAL);
  }

  /** Schedules an answer. `seed` names the component: fuzz is drawn from it and the number of answers so far. */
  answer(card: Card | undefined, grade: Grade, at: string, seed: string): Scheduled {
    const elapsedDays = card ? this.elapsed(card.last, at) : 0;
    const memory = this.nextMemory(card, grade, elapsedDays);
    const reps = (card?.reps ?? 0) + 1;
    const lapses = (card?.lapses ?? 0) + (card?.state === 'review' && grade === 1 ? 1 : 0);
    const learning = this.nextStep(card, grade);
    const days = learning ? 0 : this.fuzzed(this.interval(memory.stability), `${seed}:${reps}`);
    const due = learning
      ? new Date(Date.parse(at) + learning.minutes * 60_000).toISOString()
      : addLocalDays(at, days, this.settings);
    return {
      card: {
        stability: memory.stability,
        difficulty: memory.difficulty,
        state: learning?.state ?? 'review',
        step: learning?.step ?? 0,
        due,
        last: at,
        reps,
        lapses,
      },
      elapsedDays,
      intervalDays: days,
      retrievability: card ? this.retrievability(card.stability, elapsedDays) : null,
    };
  }

  private elapsed(last: string, now: string): number {
    // Clocks set back over the rollover hour could count -1.
    return Math.max(localDay(now, this.settings) - localDay(last, this.settings), 0);
  }

  private nextMemory(card: Card | undefined, grade: Grade, elapsedDays: number): FSRSState {
    if (!card) {
      const first = this.model.next_state(null, 0, grade);
      // ts-fsrs holds the first stability at 0.1; the optimiser that fits the weights does not.
      return {
        difficulty: first.difficulty,
        stability: Math.max(this.weights[grade - 1] ?? 0, MIN_STABILITY),
      };
    }
    return this.model.next_state(
      { stability: card.stability, difficulty: card.difficulty },
      elapsedDays,
      grade,
    );
  }

  /** The learning step that an answer leads to, or nothing when the card graduates or stays in review. */
  private nextStep(
    card: Card | undefined,
    grade: Grade,
  ): { state: CardState; step: number; minutes: number } | undefined {
    const inReview = card?.state === 'review';
    if (inReview && grade !== 1) return undefined;
    const state: CardState = inReview || card?.state === 'relearning' ? 'relearning' : 'learning';
    const steps = state === 'relearning' ? this.settings.relearningSteps : this.settings.learningSteps;
    const [first, second] = steps;
    if (first === undefined || grade === 4) return undefined;
    const current = inReview || !card ? 0 : card.step;
    if (grade === 1) return { state, step: 0, minutes: first };
    if (grade === 2) {
      const minutes = second === undefined ? first * 1.5 : (first + second) / 2;
      return { state, step: current, minutes: Math.round(minutes) };
    }
    const minutes = steps[current + 1];
    return minutes === undefined ? undefined : { state, step: current + 1, minutes };
  }

  private fuzzed(interval: number, seed: string): number {
    if (!this.settings.fuzz) return interval;
    const [low, high] = fuzzRange(interval);
    return Math.min(uniformInt(xoroshiro128plus(seedFrom(seed)), low, high), MAX_INTERVAL);
  }
}
