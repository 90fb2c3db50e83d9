import { z } from 'zod';
import { operation } from '../../operation';
import { LearnerLog } from '../log';

const Count = z.number().int().min(0);

export const LEARNER_IMPORT = operation({
  id: 'learnerImport',
  method: 'POST',
  path: '/api/learner/import',
  summary: 'Adds the events of an export; those that are there already stay as they are.',
  body: { schema: LearnerLog, limit: 64 * 1024 * 1024 },
  answer: z.strictObject({ imported: Count, existing: Count, conflicting: z.array(z.string()) }),
  problems: [400, 413, 415, 503],
});
