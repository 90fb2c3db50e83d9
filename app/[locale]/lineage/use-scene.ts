import { useEffect, useRef, useState } from 'react';
import type { LineageInput, Scene } from '@/lib/lineage/scene';

const DEADLINE_MS = 5_000;
const LABEL = '12px';

/** Measures labels with the fonts that will draw them: before these are loaded, the rows would come out wrong. */
async function measureLabels(input: LineageInput): Promise<Record<string, number>> {
  const family = getComputedStyle(document.body).fontFamily;
  const sample = input.techniques.map(({ label }) => label).join('');
  await Promise.all(
    ['400', '600', 'italic 400'].map((weight) => document.fonts.load(`${weight} ${LABEL} ${family}`, sample)),
  );
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return {};
  return Object.fromEntries(
    input.techniques.map(({ id, label, hasKernel, outside }) => {
      context.font = `${outside && document.documentElement.lang !== 'zh' ? 'italic ' : ''}${hasKernel ? '600' : '400'} ${LABEL} ${family}`;
      return [id, context.measureText(label).width];
    }),
  );
}

/** The layout for a size, made off the main thread; a newer size cancels an older one. */
export function useScene(
  input: LineageInput,
  width: number,
  height: number,
): { scene?: Scene; failed: boolean } {
  const [scene, setScene] = useState<Scene>();
  const [failed, setFailed] = useState(false);
  const labels = useRef<Promise<Record<string, number>>>(undefined);
  useEffect(() => {
    if (width === 0) return;
    let cancelled = false;
    const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
    const deadline = setTimeout(() => {
      worker.terminate();
      setFailed(true);
    }, DEADLINE_MS);
    worker.onmessage = ({ data }: MessageEvent<Scene>) => {
      clearTimeout(deadline);
      worker.terminate();
      setScene(data);
      setFailed(false);
    };
    labels.current ??= measureLabels(input);
    void labels.current.then((labelWidths) => {
      if (!cancelled) worker.postMessage({ input, frame: { width, height, labelWidths } });
    });
    return () => {
      cancelled = true;
      clearTimeout(deadline);
      worker.terminate();
    };
  }, [input, width, height]);
  return { scene, failed };
}
