import { operation } from '../../operation';
import { LearnerLog } from '../log';

export const LEARNER_EXPORT = operation({
  id: 'learnerExport',
  method: 'GET',
  path: '/api/learner/export',
  summary: 'Everything that the learner did, as events.',
  answer: LearnerLog,
  problems: [400, 503],
});
