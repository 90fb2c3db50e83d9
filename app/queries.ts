import { queryOptions } from '@tanstack/react-query';
import type { AnswerRequest, Outcome, Queue } from './data/review';

async function asJson<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json() as Promise<T>;
}

const post = (url: string, body: unknown) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** The questions of a session. Not refetched under the learner: a session keeps its questions until it ends. */
export const queueOptions = (about?: string) =>
  queryOptions({
    queryKey: ['queue', about ?? ''],
    queryFn: async () =>
      asJson<Queue>(
        await fetch(`/api/quiz/queue?limit=20${about ? `&about=${encodeURIComponent(about)}` : ''}`),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

/** Sends an answer. The same `reviewId` may be sent again after a failure: it counts once. */
export async function sendAnswer(answer: AnswerRequest): Promise<Outcome> {
  return asJson<Outcome>(await post('/api/quiz/answers', answer));
}

export async function sendUndo(reviewId: string): Promise<unknown> {
  return asJson(await post('/api/quiz/undo', { reviewId }));
}
