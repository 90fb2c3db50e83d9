import { notFound, route } from '@/app/api/handler';
import { serve } from '@/app/api/operation';
import { undoAnswer } from '@/app/data/review';
import { UNDO } from './operation';

export const dynamic = 'force-dynamic';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(UNDO, async ({ body: { reviewId } }) => {
    const undone = await undoAnswer(reviewId);
    if (!undone) throw notFound(reviewId ? `no answer "${reviewId}"` : 'there is no answer to take back');
    return undone;
  }),
);
