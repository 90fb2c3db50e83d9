import { effectiveEvents, type LearnerEvent } from './events';
import { type Card, type Grade, Scheduler, type SchedulerSettings } from './scheduler';

/** One answer as it stood in history. */
export interface TraceRow {
  readonly id: string;
  readonly component: string;
  readonly stability: number;
  readonly difficulty: number;
  readonly elapsedDays: number;
  readonly intervalDays: number;
  readonly due: string;
  readonly retrievability: number | null;
}

export interface Memory {
  readonly cards: ReadonlyMap<string, Card>;
  /** Components that the learner suspended or reported. */
  readonly suspended: ReadonlySet<string>;
  readonly trace: readonly TraceRow[];
}

/** State is a fold of the events: whatever order they are stored in, and without what was undone. */
export function foldEvents(events: readonly LearnerEvent[], settings: SchedulerSettings): Memory {
  const scheduler = new Scheduler(settings);
  const cards = new Map<string, Card>();
  const suspended = new Set<string>();
  const trace: TraceRow[] = [];
  for (const event of effectiveEvents(events)) {
    if (event.type === 'suspend' || event.type === 'report') suspended.add(event.component);
    if (event.type === 'resume') suspended.delete(event.component);
    if (event.type !== 'answer') continue;
    const { id, component, at } = event;
    const { card, ...rest } = scheduler.answer(cards.get(component), event.grade as Grade, at, component);
    cards.set(component, card);
    const { stability, difficulty, due } = card;
    trace.push({ id, component, stability, difficulty, ...rest, due });
  }
  return { cards, suspended, trace };
}
