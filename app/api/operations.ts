import { COMPARE } from './compare/operation';
import { EXPORT } from './export/operation';
import { GRAPH } from './graph/operation';
import { HEALTH } from './health/operation';
import { LEARNER_EXPORT } from './learner/export/operation';
import { LEARNER_IMPORT } from './learner/import/operation';
import { NODE } from './nodes/[id]/operation';
import { OPENAPI } from './openapi.json/operation';
import type { Operation } from './operation';
import { PATHS } from './paths/operation';
import { ANSWERS } from './quiz/answers/operation';
import { QUEUE } from './quiz/queue/operation';
import { UNDO } from './quiz/undo/operation';
import { SEARCH } from './search/operation';

/** Everything that the app answers over HTTP beside its pages. */
export const OPERATIONS: readonly Operation[] = [
  HEALTH,
  GRAPH,
  NODE,
  PATHS,
  COMPARE,
  SEARCH,
  EXPORT,
  QUEUE,
  ANSWERS,
  UNDO,
  LEARNER_EXPORT,
  LEARNER_IMPORT,
  OPENAPI,
];
