import { layoutLineage } from '@/lib/lineage/layout';
import type { Frame, LineageInput } from '@/lib/lineage/scene';

// Layouts run here, so that a large graph never holds the page up.
self.onmessage = ({ data }: MessageEvent<{ input: LineageInput; frame: Frame }>) => {
  self.postMessage(layoutLineage(data.input, data.frame));
};
