import { missingFields, parameterCounts } from '@/lib/anatomy/parameters';
import { agreesWithPublished } from '@/lib/anatomy/published';
import type { Placed } from './pack-files';
import type { Problem } from './problems';
import type { ModelRow } from './schema';

const CHECKED = [
  ['params_total', 'total'],
  ['params_non_embedding', 'non_embedding'],
  ['params_active', 'active'],
  ['params_active_non_embedding', 'active_non_embedding'],
] as const;

const billions = (count: number) => `${(count / 1e9).toFixed(4)}B`;

/** A published total that the row's own config contradicts: one of the two is a typing mistake. */
export function parameterProblems({ row, at }: Placed<ModelRow>): Problem[] {
  if (missingFields(row.props).length > 0) return [];
  const counts = parameterCounts(row.props);
  if (!counts) return [];
  return CHECKED.flatMap(([field, computed]) => {
    const published = row.props[field];
    if (published === undefined) return [];
    // Publishers count active parameters with or without embeddings; either reading may be meant.
    const readings =
      field === 'params_active' ? [counts.active, counts.active_non_embedding] : [counts[computed]];
    return readings.some((count) => agreesWithPublished(count, published))
      ? []
      : [
          {
            ...at('props', field),
            reason: `${row.id}: ${field} ${billions(published)} contradicts the config, which computes to ${readings.map(billions).join(' or ')}`,
          },
        ];
  });
}
