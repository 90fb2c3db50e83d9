import { randomUUID } from 'node:crypto';
import { expect, test } from './fixtures';

const ROUNDS = 10;
const ANSWERS_A_ROUND = 15;

test('nothing that was acknowledged is lost when the server is killed under answers', async ({
  app,
  request,
}) => {
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { items } = await (await request.get(`${app.url}/api/quiz/queue?limit=50`)).json();
    const sending = items
      .slice(0, ANSWERS_A_ROUND)
      .map(async (item: { id: string; options: { id: string }[] }) => {
        const reviewId = randomUUID();
        const data = { reviewId, itemId: item.id, answer: item.options[0]?.id };
        const reply = await request.post(`${app.url}/api/quiz/answers`, { data }).catch(() => undefined);
        if (reply?.ok()) acknowledged.push(reviewId);
        return undefined;
      });
    // Killed while answers are under way: after the first few, before the last.
    await Promise.race([
      Promise.all(sending.slice(0, 1 + (round % 5))),
      new Promise((resolve) => setTimeout(resolve, 3000)),
    ]);
    await app.restart('SIGKILL');
    await Promise.all(sending);
  }
  const { events } = await (await request.get(`${app.url}/api/learner/export`)).json();
  const kept = events.map(({ id }: { id: string }) => id);
  expect(acknowledged.length).toBeGreaterThan(ROUNDS);
  expect(acknowledged.filter((id) => !kept.includes(id))).toEqual([]);
  expect(new Set(kept).size).toBe(kept.length);
});
