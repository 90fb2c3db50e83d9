import { MEASURES, type Scene } from './scene';

interface Box {
  readonly id: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** What makes a map unreadable: a label over a label, over a foreign station, or outside. Empty when it is sound. */
export function selfCheck(scene: Scene, labelWidths: Readonly<Record<string, number>>): string[] {
  const labels = scene.stations.map(({ id, x, y }): Box => {
    const left = x + MEASURES.labelGap;
    // Twelve-pixel type stands on its line: 12 px above it, nothing below.
    return { id, left, right: left + (labelWidths[id] ?? 0), top: y - 12, bottom: y };
  });
  const discs = scene.stations.map(
    ({ id, x, y }): Box => ({ id, left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }),
  );
  return labels.flatMap((label, index) => [
    ...labels
      .slice(index + 1)
      .filter((other) => overlap(label, other))
      .map((other) => `label ${label.id} over label ${other.id}`),
    ...discs
      .filter(
        (disc) =>
          disc.id !== label.id && overlap(label, { ...disc, bottom: disc.bottom - 6, top: disc.top + 2 }),
      )
      .map((disc) => `label ${label.id} over station ${disc.id}`),
    ...(label.right > scene.width ? [`label ${label.id} outside`] : []),
  ]);
}
