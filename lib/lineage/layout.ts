import { compareIds } from '@/lib/knowledge/canonical';
import { FAMILIES } from '@/lib/knowledge/vocabulary';
import {
  type Frame,
  type Junction,
  type Line,
  type LineageInput,
  type LineageTechnique,
  MEASURES,
  type Scene,
  type Station,
} from './scene';
import { timeScale } from './time-scale';

interface Placed {
  readonly technique: LineageTechnique;
  readonly x: number;
  /** Runs of use as [from x, to x]; the last one may reach the right edge. */
  readonly spans: readonly (readonly [number, number])[];
  readonly end: number;
  readonly labelEnd: number;
}

/** Techniques on one row, each standing on the line of the one before. */
type Thread = readonly Placed[];

const inPackOrder = (a: LineageTechnique, b: LineageTechnique) => a.rank - b.rank || compareIds(a.id, b.id);

function placeTechniques(input: LineageInput, frame: Frame): Map<string, Placed> {
  const xOf = timeScale(
    input.generations.map(({ released }) => released),
    frame.width,
  );
  const edge = frame.width - MEASURES.lineEnd;
  const starts = input.generations.map(({ released }) => xOf(released));
  return new Map(
    input.techniques.map((technique) => {
      // Without a sourced introduction it stands where its use is first known.
      const known = starts[technique.uses[0] ?? -1];
      const x = technique.introduced
        ? xOf(technique.introduced)
        : technique.outside
          ? MEASURES.ancestorX
          : known;
      if (x === undefined) throw new Error(`${technique.id}: neither introduced, nor used, nor from outside`);
      const spans: [number, number][] = [];
      for (const generation of technique.uses) {
        const from = Math.max(starts[generation] ?? x, technique.outside ? 0 : x);
        const to = starts[generation + 1] ?? edge;
        const last = spans.at(-1);
        if (to <= from) continue;
        if (last && Math.abs(last[1] - (starts[generation] ?? 0)) < 0.5) last[1] = to;
        else spans.push([from, to]);
      }
      const labelEnd = x + MEASURES.labelGap + (frame.labelWidths[technique.id] ?? 0);
      return [technique.id, { technique, x, spans, end: spans.at(-1)?.[1] ?? x, labelEnd }];
    }),
  );
}

/** Chains whole successions (look.md 3.3 step 3); every other relation becomes a junction. */
function chain(placed: Map<string, Placed>): { threads: Thread[]; successorOf: Map<string, string> } {
  const successorOf = new Map<string, string>();
  const predecessorOf = new Map<string, string>();
  const link = (old: string, fresh: string, condition: (a: Placed, b: Placed) => boolean) => {
    const [a, b] = [placed.get(old), placed.get(fresh)];
    if (!a || !b || successorOf.has(old) || predecessorOf.has(fresh)) return;
    if (a.technique.family !== b.technique.family || b.x - a.x <= MEASURES.minGap / 2) return;
    if (b.x < a.labelEnd + MEASURES.rowPad || !condition(a, b)) return;
    successorOf.set(old, fresh);
    predecessorOf.set(fresh, old);
  };
  const techniques = [...placed.values()].map(({ technique }) => technique).sort(inPackOrder);
  const lastGeneration = (technique: LineageTechnique) => technique.uses.at(-1) ?? -1;
  for (const technique of techniques) {
    for (const { id, partial } of technique.replaces) {
      if (!partial)
        link(
          id,
          technique.id,
          (a, b) => lastGeneration(a.technique) <= Math.max(b.technique.uses[0] ?? 0, 0),
        );
    }
  }
  for (const technique of techniques) {
    for (const id of technique.buildsOn)
      link(id, technique.id, (a) => a.technique.outside && a.technique.uses.length === 0);
  }
  const threads = techniques
    .filter(({ id }) => !predecessorOf.has(id))
    .map(({ id }) => {
      const thread: Placed[] = [];
      for (let next: string | undefined = id; next !== undefined; next = successorOf.get(next)) {
        const member = placed.get(next);
        if (member) thread.push(member);
      }
      return thread;
    });
  return { threads, successorOf };
}

/** First row where a thread's interval is free. */
function assignRows(threads: readonly Thread[]): { row: Map<Thread, number>; rows: number } {
  const taken: [number, number][][] = [];
  const row = new Map<Thread, number>();
  for (const thread of threads) {
    const from = (thread[0]?.x ?? 0) - 10;
    const to = Math.max(...thread.map(({ end, labelEnd }) => Math.max(end + 22, labelEnd)));
    let index = taken.findIndex((intervals) =>
      intervals.every(([a, b]) => to + MEASURES.rowPad <= a || from >= b + MEASURES.rowPad),
    );
    if (index < 0) index = taken.push([]) - 1;
    taken[index]?.push([from, to]);
    row.set(thread, index);
  }
  return { row, rows: Math.max(taken.length, 1) };
}

function linesOf(thread: Thread, y: number, edge: number): Line[] {
  return thread.flatMap(({ technique, x, spans, end }, index) => {
    const { id, family, outside, uses } = technique;
    const next = thread[index + 1];
    const line = (kind: Line['kind'], from: number, to: number): Line[] =>
      to - from > 0.5 ? [{ technique: id, family, kind, from: { x: from, y }, to: { x: to, y } }] : [];
    const stop = next?.x ?? Number.POSITIVE_INFINITY;
    const pieces: Line[] = [];
    const first = spans[0]?.[0];
    if (!outside && first !== undefined) pieces.push(...line('bridge', x, Math.min(first, stop)));
    if (outside) pieces.push(...line('outside', x, Math.min(first ?? next?.x ?? x + 40, stop)));
    spans.forEach(([from, to], span) => {
      const before = spans[span - 1];
      if (before) pieces.push(...line('bridge', before[1], Math.min(from, stop)));
      const reaches = to >= edge - 0.5 && !next;
      pieces.push(...line(reaches ? 'arrow' : 'use', from, Math.min(to, stop)));
    });
    if (next) pieces.push(...line('bridge', Math.max(end, first ?? next.x), next.x));
    else if (uses.length > 0 && end < edge - 0.5) pieces.push(...line('tail', end, end + 14));
    return pieces;
  });
}

/** A vertical for every relation that no thread shows, each in the first slot where no other one runs. */
function junctionsOf(
  stations: ReadonlyMap<string, Station>,
  placed: Map<string, Placed>,
  successorOf: Map<string, string>,
): Junction[] {
  const relations = [...placed.values()]
    .flatMap(({ technique }) => [
      ...technique.replaces.map(({ id }) => ({ from: id, to: technique.id, kind: 'replaces' as const })),
      ...technique.buildsOn.map((id) => ({ from: id, to: technique.id, kind: 'builds-on' as const })),
    ])
    .filter(({ from, to }) => successorOf.get(from) !== to)
    .flatMap((relation) => {
      const [old, fresh] = [stations.get(relation.from), stations.get(relation.to)];
      return old && fresh && Math.abs(old.y - fresh.y) > 1 ? [{ ...relation, old, fresh }] : [];
    })
    .sort(
      (a, b) =>
        a.fresh.x - b.fresh.x ||
        Math.abs(a.old.y - a.fresh.y) - Math.abs(b.old.y - b.fresh.y) ||
        compareIds(a.from + a.to, b.from + b.to),
    );
  const verticals: { x: number; top: number; bottom: number }[] = [];
  return relations.map(({ from, to, kind, old, fresh }) => {
    const [top, bottom] = [Math.min(old.y, fresh.y), Math.max(old.y, fresh.y)];
    let slot = 0;
    const xAt = () => fresh.x - MEASURES.gutter - MEASURES.slot * slot;
    while (verticals.some((v) => Math.abs(v.x - xAt()) < 4 && v.top < bottom + 4 && v.bottom > top - 4))
      slot += 1;
    const x = xAt();
    verticals.push({ x, top, bottom });
    return {
      from,
      to,
      kind,
      family: fresh.family,
      points: [
        { x: Math.max(x - 7, old.x), y: old.y },
        { x, y: old.y },
        { x, y: fresh.y },
        { x: fresh.x, y: fresh.y },
      ],
    };
  });
}

/** A line that ended before its successor came is drawn on, dotted, to where the successor steps out of it. */
function bridged(lines: readonly Line[], junctions: readonly Junction[]): Line[] {
  return lines.map((line) => {
    if (line.kind !== 'tail') return line;
    const starts = junctions
      .filter(({ from, kind }) => from === line.technique && kind === 'replaces')
      .map(({ points }) => points[0].x);
    const to = Math.max(...starts, 0);
    return to > line.from.x ? { ...line, kind: 'bridge', to: { x: to, y: line.to.y } } : line;
  });
}

/** Lanes and lifelines: the same input always gives the same picture, whatever order it stands in. */
export function layoutLineage(input: LineageInput, frame: Frame): Scene {
  const placed = placeTechniques(input, frame);
  const { threads, successorOf } = chain(placed);
  const rankOf = (thread: Thread) => thread[0]?.technique.rank ?? 0;
  const lanes = FAMILIES.map((family) => {
    const own = threads
      .filter(([first]) => first?.technique.family === family)
      .sort(
        (a, b) =>
          rankOf(a) - rankOf(b) ||
          (a[0]?.x ?? 0) - (b[0]?.x ?? 0) ||
          compareIds(a[0]?.technique.id ?? '', b[0]?.technique.id ?? ''),
      );
    return { family, threads: own, ...assignRows(own) };
  });
  const rowCount = lanes.reduce((sum, { rows }) => sum + rows, 0);
  const free = frame.height - MEASURES.head - MEASURES.stageLane - lanes.length * 2 * MEASURES.lanePad;
  const rowHeight = Math.min(Math.max(free / rowCount, MEASURES.minRow), MEASURES.maxRow);
  const edge = frame.width - MEASURES.lineEnd;
  const stations = new Map<string, Station>();
  const lines: Line[] = [];
  let y: number = MEASURES.head;
  const drawnLanes = lanes.map(({ family, threads: own, row, rows }) => {
    const height = rows * rowHeight + 2 * MEASURES.lanePad;
    for (const thread of own) {
      const lineY = y + MEASURES.lanePad + ((row.get(thread) ?? 0) + 1) * rowHeight - 4;
      for (const { technique, x } of thread) {
        const { id, label, outside, hasKernel, secondhand } = technique;
        stations.set(id, {
          id,
          label,
          family,
          outside,
          hasKernel,
          secondhand,
          x,
          y: lineY,
          thread: thread[0]?.technique.id ?? id,
        });
      }
      lines.push(...linesOf(thread, lineY, edge));
    }
    const lane = { family, y, height };
    y += height;
    return lane;
  });
  const xOf = timeScale(
    input.generations.map(({ released }) => released),
    frame.width,
  );
  const junctions = junctionsOf(stations, placed, successorOf);
  const stacked = new Map<number, number>();
  const models = [...input.models]
    .sort((a, b) => compareIds(a.released, b.released) || compareIds(a.id, b.id))
    .map(({ id, released, mark }) => {
      const x = Math.round(xOf(released));
      const level = stacked.get(x) ?? 0;
      stacked.set(x, level + 1);
      return { id, mark, x, y: MEASURES.axisY - 5 - level * 5 };
    });
  const stages = input.generations.flatMap(({ id, released }) =>
    input.stages
      .filter(({ generation }) => generation === id)
      .map((stage, index) => ({
        id: stage.id,
        letter: stage.letter,
        x: xOf(released) + 4 + index * MEASURES.stageBox,
        y: y + 8,
      })),
  );
  const years = [...new Set(input.generations.map(({ released }) => released.slice(0, 4)))].map(
    (year, index) => ({
      year,
      x: index === 0 ? MEASURES.axisStart : xOf(`${year}-01-01`),
    }),
  );
  return {
    width: frame.width,
    height: y + MEASURES.stageLane,
    lanes: drawnLanes,
    heads: input.generations.map(({ id, name, released }) => ({ id, name, released, x: xOf(released) })),
    models,
    years,
    stages,
    stations: [...stations.values()].sort((a, b) => compareIds(a.id, b.id)),
    lines: bridged(lines, junctions),
    junctions,
  };
}
