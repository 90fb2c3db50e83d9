import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { acquireDevice, type Device } from '@/lib/gpu/device';

/** Set in a process that was started with the software adapter's environment. */
export const SOFTWARE_GPU = 'QWENEALOGY_SOFTWARE_GPU';

/** A device of this machine's adapter, or nothing where there is none. Dawn is loaded here, and only when it is wanted. */
export async function acquireNodeDevice(): Promise<Device | undefined> {
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  return acquireDevice(create([]));
}

const DRIVER_FOLDERS = ['/usr/share/vulkan/icd.d', '/etc/vulkan/icd.d', '/usr/local/share/vulkan/icd.d'];

/** Whether Linux has a Vulkan driver of its own. Asking Dawn instead prints its complaints when there is none. */
function hasVulkanDriver(): boolean {
  const named = [process.env.VK_DRIVER_FILES, process.env.VK_ICD_FILENAMES].find((files) => files);
  if (named) return named.split(':').some((file) => existsSync(file));
  return DRIVER_FOLDERS.some((folder) => existsSync(folder) && readdirSync(folder).length > 0);
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
    VK_DRIVER_FILES: icd,
    XDG_RUNTIME_DIR: process.env.XDG_RUNTIME_DIR ?? runtime,
    [SOFTWARE_GPU]: '1',
  };
}

/** The software adapter's environment, where this machine has no driver and this process is not in it yet. */
export async function missingGpuEnvironment(): Promise<Record<string, string> | undefined> {
  if (process.platform !== 'linux' || process.env[SOFTWARE_GPU] || hasVulkanDriver()) return undefined;
  return softwareGpuEnvironment();
}
