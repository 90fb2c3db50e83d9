import { z } from 'zod';
import { GraphError } from './errors';
import type { NamedQuery } from './port';

/** Checks the parameters before they leave: a wrong one is our defect, and the query does not run. */
export function checkedParams<P, R>(query: NamedQuery<P, R>, params: P): Record<string, unknown> {
  const result = query.params.safeParse(params);
  if (!result.success) throw new GraphError('bug', query.name, new Error(z.prettifyError(result.error)));
  return result.data as Record<string, unknown>;
}

/** Checks the rows at the door, so that no driver object and no half-written element gets into the app. */
export function checkedRows<P, R>(query: NamedQuery<P, R>, rows: readonly unknown[]): R[] {
  return rows.map((row) => {
    const result = query.row.safeParse(row);
    if (!result.success) throw new GraphError('bug', query.name, new Error(z.prettifyError(result.error)));
    return result.data;
  });
}
