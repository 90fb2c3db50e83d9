import { describe, expect, it } from 'vitest';
import { indexGraph } from '@/lib/knowledge/indexed';
import { readPack } from '@/seed/load-pack';
import { comparedTotals, publishedTotalsPage } from './published-totals';

const graph = indexGraph(readPack('seed/qwen'));

describe('published totals', () => {
  it.each(comparedTotals(graph).map((row) => [`${row.model} ${row.field}`, row] as const))(
    '%s',
    (_name, row) => {
      expect(row.agrees, `${row.computed} against ${row.published}`).toBe(true);
    },
  );

  it('stand in the reference page as they compute', async () => {
    await expect(publishedTotalsPage(graph)).toMatchFileSnapshot('../../docs/reference/published-totals.md');
  });
});
