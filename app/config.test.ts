import { describe, expect, it } from 'vitest';
import { readGraphConfig } from '@/graph/config';
import { readServerConfig } from './config';

describe('the environment', () => {
  it('has defaults that need nothing', () => {
    expect(readServerConfig({})).toMatchObject({ host: '127.0.0.1', port: 3000, timezone: 'UTC' });
    expect(readGraphConfig({})).toEqual({ engine: 'embedded', file: '.data/graph.grafeo' });
  });

  it.each([
    [{ PORT: 'many' }, 'PORT="many" is not a port from 1 to 65535, for example PORT=3000'],
    [{ PORT: '70000' }, 'PORT="70000" is not a port'],
    [{ HOST: 'a b' }, 'HOST="a b" is not a host name'],
    [{ HOST: 'localhost:80' }, 'HOST="localhost:80" is not a host name'],
    [{ TZ_DEFAULT: '+08:00' }, 'TZ_DEFAULT="+08:00" is not an IANA zone'],
    [{ ALLOWED_HOSTS: 'ok.example,no/way' }, 'ALLOWED_HOSTS="no/way" is not a host name'],
    [{ TZ_DEFAULT: 'Mars/Olympus' }, 'TZ_DEFAULT="Mars/Olympus" is not an IANA zone'],
  ])('refuses %j', (env, message) => {
    expect(() => readServerConfig(env)).toThrow(message);
  });

  it.each([
    [{ NEO4J_URI: 'localhost' }, 'NEO4J_URI "localhost" is not a Bolt address'],
    [{ NEO4J_URI: 'http://localhost' }, 'is not a Bolt address'],
    [{ NEO4J_URI: 'bolt://me:secret@localhost' }, 'NEO4J_URI must not hold a user or password'],
    [{ NEO4J_URI: 'http://me:secret@localhost' }, 'NEO4J_URI must not hold a user or password'],
    [{ NEO4J_URI: 'bolt://localhost' }, 'NEO4J_PASSWORD is missing'],
  ])('refuses %j', (env, message) => {
    expect(() => readGraphConfig(env)).toThrow(message);
    expect(() => readGraphConfig(env)).not.toThrow('secret');
  });
});
