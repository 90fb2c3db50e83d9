import { isDeepStrictEqual } from 'node:util';
import { readServerConfig } from '@/app/config';
import { getGraph } from '@/graph/connection';
import { appendEvents, readEvents } from '@/graph/learner';
import { isBuilt } from '@/lib/kernels/registry';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import { effectiveEvents, LearnerEvent } from '@/lib/memory/events';
import { foldEvents, type Memory } from '@/lib/memory/fold';
import { localDay } from '@/lib/memory/local-day';
import { type Card, DEFAULT_SETTINGS, Scheduler, type SchedulerSettings } from '@/lib/memory/scheduler';
import { gradeAnswer } from '@/lib/quiz/answer';
import { enumerateItems, generateItem, itemFromId, TEMPLATES } from '@/lib/quiz/generate';
import { type Item, type PublicItem, publicItem } from '@/lib/quiz/item';
import { getSnapshot } from './snapshot';

/** One learner per installation, until profiles come. */
const LEARNER = 'learner';

export interface Queue {
  readonly items: PublicItem[];
  readonly counts: { readonly due: number; readonly new: number; readonly reviewed: number };
}

export interface AnswerRequest {
  readonly reviewId: string;
  readonly itemId: string;
  readonly answer: string;
  readonly durationMs?: number;
  readonly confidence?: 'sure' | 'think' | 'guess';
  readonly hint?: boolean;
  readonly answeredAt?: string;
}

function settings(): SchedulerSettings {
  return { ...DEFAULT_SETTINGS, timezone: readServerConfig(process.env).timezone };
}

export async function readLearnerEvents(): Promise<LearnerEvent[]> {
  const events = await readEvents(await getGraph(), LEARNER);
  return events.map((event) => LearnerEvent.parse(event));
}

async function appendLearnerEvent(event: LearnerEvent): Promise<LearnerEvent> {
  const [stored] = await appendEvents(await getGraph(), LEARNER, [event]);
  return LearnerEvent.parse(stored);
}

export interface Imported {
  /** Events that were not there before. */
  readonly imported: number;
  readonly existing: number;
  /** Ids under which another event is stored; that one stays. */
  readonly conflicting: string[];
}

/** Adds events of an export to the log; idempotent by id. */
export async function importLearnerEvents(events: readonly LearnerEvent[]): Promise<Imported> {
  const port = await getGraph();
  const before = new Set((await readEvents(port, LEARNER)).map(({ id }) => id));
  const stored = await appendEvents(port, LEARNER, events);
  const known = events.filter(({ id }) => before.has(id));
  return {
    imported: new Set(events.map(({ id }) => id)).size - new Set(known.map(({ id }) => id)).size,
    existing: new Set(known.map(({ id }) => id)).size,
    conflicting: events
      .filter((event, index) => !isDeepStrictEqual(stored[index], JSON.parse(JSON.stringify(event))))
      .map(({ id }) => id),
  };
}

/** A learning step is due to the minute, a review on its local day. */
function isDue(card: Card, now: string, rule: SchedulerSettings): boolean {
  return card.state === 'review'
    ? localDay(card.due, rule) <= localDay(now, rule)
    : Date.parse(card.due) <= Date.parse(now);
}

/** Items of a graph by template. They depend on the graph alone, and passing the gate is most of a request's work. */
const itemsByGraph = new WeakMap<IndexedGraph, readonly (readonly Item[])[]>();

function itemsOf(graph: IndexedGraph): readonly (readonly Item[])[] {
  const known = itemsByGraph.get(graph);
  if (known) return known;
  const made = TEMPLATES.map((template) => enumerateItems(graph, [template]));
  itemsByGraph.set(graph, made);
  return made;
}

/** Components of one question each, new ones taken from every template in turn. */
function newItems(graph: IndexedGraph, memory: Memory, about: string | undefined): Item[] {
  const lists = itemsOf(graph).map((items) =>
    items.filter(
      (item) =>
        !memory.cards.has(item.component) &&
        !memory.suspended.has(item.component) &&
        (about === undefined || item.about.includes(about)),
    ),
  );
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
}

/** What to answer now: due components first, the most forgotten before the others, then new ones. */
export async function readQueue(limit: number, about?: string): Promise<Queue> {
  const graph = await getSnapshot();
  const rule = settings();
  const memory = foldEvents(await readLearnerEvents(), rule);
  const scheduler = new Scheduler(rule);
  const now = new Date().toISOString();
  const components = TEMPLATES.map((template) => new Set(template.components(graph)));
  const due = [...memory.cards]
    .filter(([component, card]) => isDue(card, now, rule) && !memory.suspended.has(component))
    .map(([component, card]) => ({ component, card, recall: scheduler.recall(card, now) }))
    .sort((a, b) => a.recall - b.recall)
    .flatMap(({ component, card }) => {
      // The number of answers is the seed: the same fact is asked with other options the next time.
      for (const [index, template] of TEMPLATES.entries()) {
        const item = components[index]?.has(component)
          ? generateItem(graph, template, component, card.reps)
          : undefined;
        if (item && (about === undefined || item.about.includes(about))) return [item];
      }
      return [];
    });
  const fresh = newItems(graph, memory, about);
  return {
    items: [...due, ...fresh].slice(0, limit).map(publicItem),
    counts: { due: due.length, new: fresh.length, reviewed: memory.trace.length },
  };
}

function outcome(
  graph: IndexedGraph,
  item: Item,
  event: LearnerEvent & { type: 'answer' },
  events: readonly LearnerEvent[],
) {
  const { trace } = foldEvents(events, settings());
  const row = trace.find(({ id }) => id === event.id);
  const chosen = item.options.find(({ id }) => id === event.answer);
  const techniques = item.about.flatMap((id) => {
    const node = graph.node(id);
    return node?.label === 'Technique' ? [node] : [];
  });
  const runs = techniques.find(({ props }) => typeof props.kernel === 'string' && isBuilt(props.kernel));
  return {
    reviewId: event.id,
    correct: event.answer === item.key,
    grade: event.grade,
    answer: event.answer,
    key: item.key,
    explanation: item.explanation,
    chosen: chosen ? { errorPath: chosen.errorPath, why: chosen.why } : undefined,
    options: item.options.map(({ id, why }) => ({ id, why })),
    evidence: item.evidence.map((evidence) => {
      const { name, props } = graph.node(evidence.source) ?? {};
      return {
        ...evidence,
        name: name ?? { en: evidence.source, zh: evidence.source },
        ...(typeof props?.url === 'string' ? { url: props.url } : {}),
      };
    }),
    about: item.about,
    /** Techniques of the question, to look up on the map, and the one whose kernel shows it. */
    techniques: techniques.map(({ id, name }) => ({ id, name })),
    ...(runs ? { run: { technique: runs.id, kernel: String(runs.props.kernel) } } : {}),
    next: { due: row?.due ?? event.at, intervalDays: row?.intervalDays ?? 0 },
  };
}
export type Outcome = ReturnType<typeof outcome>;

/** What came of an answer, or why it cannot be taken. A repeated `reviewId` gets the stored answer again. */
export async function takeAnswer(
  request: AnswerRequest,
): Promise<Outcome | 'unknown-item' | 'not-an-option' | 'id-taken'> {
  const graph = await getSnapshot();
  const events = await readLearnerEvents();
  const known = events.find(({ id }) => id === request.reviewId);
  const itemId = known?.type === 'answer' ? String(known.itemId) : request.itemId;
  if (known && known.type !== 'answer') return 'id-taken';
  const item = itemFromId(graph, itemId);
  if (!item) return 'unknown-item';
  if (known?.type === 'answer') return outcome(graph, item, known, events);
  if (!item.options.some(({ id }) => id === request.answer)) return 'not-an-option';
  const before = foldEvents(events, settings()).cards.get(item.component);
  const { grade } = gradeAnswer(item, request.answer, { ...request, known: before !== undefined });
  const stored = await appendLearnerEvent({
    id: request.reviewId,
    type: 'answer',
    at: request.answeredAt ?? new Date().toISOString(),
    component: item.component,
    grade,
    itemId: item.id,
    answer: request.answer,
    confidence: request.confidence,
    hint: request.hint,
    durationMs: request.durationMs,
    model: 'fsrs-6',
  });
  if (stored.type !== 'answer') return 'id-taken';
  return outcome(graph, item, stored, [...events.filter(({ id }) => id !== stored.id), stored]);
}

/** Takes an answer back: the last one, or the one that is named. */
export async function undoAnswer(
  reviewId?: string,
): Promise<{ undone: string; component: string; card: Card | null } | undefined> {
  const events = await readLearnerEvents();
  const answers = effectiveEvents(events).flatMap((event) => (event.type === 'answer' ? [event] : []));
  const known = events.find((event) => event.type === 'answer' && event.id === reviewId);
  const target = reviewId === undefined ? answers.at(-1) : known;
  if (target?.type !== 'answer') return undefined;
  const undo: LearnerEvent = {
    id: `undo-${target.id}`,
    type: 'undo',
    at: new Date().toISOString(),
    of: target.id,
  };
  await appendLearnerEvent(undo);
  const { cards } = foldEvents([...events.filter(({ id }) => id !== undo.id), undo], settings());
  return { undone: target.id, component: target.component, card: cards.get(target.component) ?? null };
}
