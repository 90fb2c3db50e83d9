import { DEFAULT_PACKS, readPacks } from '../../seed/load-pack';
import { expect, test } from './fixtures';

test('the export is the pack, byte for byte, on every engine', async ({ app, request }) => {
  const exported = await (await request.get(`${app.url}/api/export?format=json`)).text();
  expect(exported).toBe(JSON.stringify(readPacks(DEFAULT_PACKS)));
});
