import type { Station } from '@/lib/lineage/scene';

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';

export function isDirection(key: string): key is Direction {
  return ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key);
}

/** Left and right go along the thread and then along the row, up and down to the nearest station by geometry. */
export function neighbour(
  stations: readonly Station[],
  current: Station | undefined,
  direction: Direction,
): Station | undefined {
  const inOrder = [...stations].sort((a, b) => a.y - b.y || a.x - b.x);
  if (!current) return inOrder[0];
  const thread = inOrder.filter((station) => station.thread === current.thread);
  if (direction === 'Home') return thread[0];
  if (direction === 'End') return thread.at(-1);
  if (direction === 'ArrowLeft' || direction === 'ArrowRight') {
    const step = direction === 'ArrowRight' ? 1 : -1;
    const along = thread[thread.indexOf(current) + step];
    if (along) return along;
    const row = inOrder.filter(({ y }) => Math.abs(y - current.y) < 1);
    return row[row.indexOf(current) + step] ?? current;
  }
  const down = direction === 'ArrowDown';
  const beyond = inOrder.filter(({ y }) => (down ? y > current.y + 1 : y < current.y - 1));
  const distance = ({ x, y }: Station) => Math.abs(y - current.y) * 4 + Math.abs(x - current.x);
  return beyond.sort((a, b) => distance(a) - distance(b))[0] ?? current;
}
