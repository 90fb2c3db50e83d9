import { useSyncExternalStore } from 'react';

/** Under 960 px the map cannot hold its gaps: the outline is the first view there (look.md 4). */
const QUERY = '(min-width: 960px)';

export function useWideWindow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(QUERY);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => window.matchMedia(QUERY).matches,
    () => true,
  );
}
