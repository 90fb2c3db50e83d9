import { MEASURES, type Scene } from './scene';

const MIN_WIDTH = 480;
const MIN_HEIGHT = 72;
const MARGIN = 20;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The largest part of a lane that nothing has entered yet: the legend stands there. Nothing where all are too small. */
export function legendBox(scene: Scene): Box | undefined {
  const boxes = scene.lanes.map(({ family, y, height }): Box => {
    const own = scene.stations.filter((station) => station.family === family).map(({ x }) => x);
    const right = Math.min(...own, scene.width) - MARGIN;
    return { x: MEASURES.ancestorX, y: y + 6, width: right - MEASURES.ancestorX, height: height - 12 };
  });
  const [largest] = boxes
    .filter(({ width, height }) => width >= MIN_WIDTH && height >= MIN_HEIGHT)
    .sort((a, b) => b.width * b.height - a.width * a.height);
  return largest;
}
