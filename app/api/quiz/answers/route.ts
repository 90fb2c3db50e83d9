import { HttpProblem, notFound, route } from '@/app/api/handler';
import { serve } from '@/app/api/operation';
import { takeAnswer } from '@/app/data/review';
import { ANSWERS } from './operation';

export const dynamic = 'force-dynamic';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(ANSWERS, async ({ body }) => {
    const outcome = await takeAnswer(body);
    if (outcome === 'unknown-item') throw notFound(`no question "${body.itemId}"`);
    if (outcome === 'not-an-option') {
      throw new HttpProblem(400, 'Bad Request', `body: answer: "${body.answer}" is not the id of an option`, [
        { path: 'answer', message: 'expected the id of an option' },
      ]);
    }
    if (outcome === 'id-taken')
      throw new HttpProblem(409, 'Conflict', `"${body.reviewId}" is another event's id`);
    return outcome;
  }),
);
