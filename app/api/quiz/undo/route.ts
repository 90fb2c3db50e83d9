import { z } from 'zod';
import { bodyOf, notFound, route, Uuid } from '@/app/api/handler';
import { undoAnswer } from '@/app/data/review';

export const dynamic = 'force-dynamic';

const Body = z.object({ reviewId: Uuid.optional() }).strict();

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  async POST(request) {
    const { reviewId } = await bodyOf(request, Body);
    const undone = await undoAnswer(reviewId);
    if (!undone) throw notFound(reviewId ? `no answer "${reviewId}"` : 'there is no answer to take back');
    return Response.json(undone);
  },
});
