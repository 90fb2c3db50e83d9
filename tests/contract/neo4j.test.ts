import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNeo4j } from '@/graph/neo4j';
import type { GraphPort } from '@/graph/port';
import { missingForNeo4j, startNeo4j, type TestServer } from '../neo4j/server';
import { describeGraphPort } from './graph-port';

const missing = missingForNeo4j();

if (missing) {
  it.skip(`Neo4j: ${missing}`, () => {});
} else {
  let server: TestServer;
  const config = () => ({ engine: 'neo4j' as const, database: 'neo4j', ...server });
  beforeAll(async () => {
    server = await startNeo4j();
  }, 700_000);
  afterAll(async () => server?.stop(), 60_000);

  describeGraphPort('Neo4j', async () => openNeo4j(config()));

  describe('Neo4j away or closed to us', () => {
    const failing = async (port: GraphPort) => {
      const answer = await port.ping().catch((error: unknown) => error);
      await port.close();
      return answer;
    };

    it('says that nobody answers', async () => {
      const answer = await failing(openNeo4j({ ...config(), uri: 'bolt://127.0.0.1:1' }));
      expect(answer).toMatchObject({ name: 'GraphError', kind: 'unavailable' });
    }, 60_000);

    it('says that the password is wrong, without repeating it', async () => {
      const answer = await failing(openNeo4j({ ...config(), password: 'wrong-secret' }));
      expect(answer).toMatchObject({ name: 'GraphError', kind: 'auth' });
      expect(String(answer)).not.toContain('wrong-secret');
    }, 60_000);
  });
}
