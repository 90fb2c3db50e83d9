import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEmbedded } from '@/graph/embedded';
import { appendEvents, readEvents } from '@/graph/learner';
import { describeGraphPort } from './graph-port';

describeGraphPort('embedded, in memory', async () => openEmbedded());

describe('embedded file', () => {
  it('keeps what was written over a restart, and lets one process in', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'qwenealogy-'));
    const file = join(dir, 'deeper', 'graph.grafeo');
    const first = openEmbedded(file);
    await first.prepare();
    await appendEvents(first, 'me', [{ id: 'e1', type: 'answer', at: '2026-01-01T00:00:00Z' }]);
    const script = `import('${join(process.cwd(), 'node_modules/@grafeo-db/js/index.js')}').then(({default: g}) => g.GrafeoDB.create(process.argv[1]))`;
    const second = spawnSync(process.execPath, ['-e', script, file], { encoding: 'utf8' });
    expect(second.status).not.toBe(0);
    expect(second.stderr).toContain('cannot be locked');
    await first.close();
    const again = openEmbedded(file);
    await again.prepare();
    expect(await readEvents(again, 'me')).toHaveLength(1);
    await again.close();
    rmSync(dir, { recursive: true });
  });
});
