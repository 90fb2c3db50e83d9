import { expect, it, vi } from 'vitest';
import { GraphError } from './errors';

it('knows an error that another copy of the module made', async () => {
  vi.resetModules();
  const copy = await import('./errors');
  expect(copy.GraphError).not.toBe(GraphError);
  expect(new copy.GraphError('unavailable', 'ping', new Error('away'))).toBeInstanceOf(GraphError);
  expect(new Error('other')).not.toBeInstanceOf(GraphError);
});
