import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { create, globals } from 'webgpu';

/** Dawn's entry point. Kept by the caller: while it lives, so do its devices; when dropped, the process can end. */
export function createGpu(): GPU {
  Object.assign(globalThis, globals);
  return create([]);
}

/**
 * Environment of a child process in which Dawn finds the software adapter (SwiftShader) that the browser package of
 * the tests carries, or nothing where that package is not installed. Setting it inside a running process is too late:
 * the loader reads it at start.
 */
export async function softwareGpuEnvironment(): Promise<Record<string, string> | undefined> {
  const chromium = await import('@sparticuz/chromium').catch(() => undefined);
  if (!chromium || process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = dirname(await chromium.default.executablePath());
  const icd = join(folder, 'vk_swiftshader_icd.json');
  if (!existsSync(icd) || !existsSync(join(folder, 'libvulkan.so.1'))) return undefined;
  const runtime = join(tmpdir(), `qwenealogy-xdg-${process.getuid?.() ?? 0}`);
  mkdirSync(runtime, { recursive: true, mode: 0o700 });
  return {
    LD_LIBRARY_PATH: [folder, process.env.LD_LIBRARY_PATH].filter((path) => path).join(':'),
    VK_ICD_FILENAMES: icd,
    XDG_RUNTIME_DIR: process.env.XDG_RUNTIME_DIR ?? runtime,
    QWENEALOGY_SOFTWARE_GPU: '1',
  };
}
