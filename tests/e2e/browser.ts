import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';

const SYSTEM_BROWSERS = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** WebGPU on SwiftShader, so that kernels run in the page on a machine without a GPU (design.md 8). */
const WEBGPU = [
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan,WebGPU',
  '--use-vulkan=swiftshader',
  '--use-webgpu-adapter=swiftshader',
];
const QUIET = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser that is already here: `CHROMIUM_PATH`, then the system's, then the one that npm brought. */
export async function findBrowser(): Promise<string | undefined> {
  const given = process.env.CHROMIUM_PATH;
  if (given) return given;
  const system = SYSTEM_BROWSERS.find((path) => existsSync(path));
  if (system) return system;
  return process.platform === 'linux' && process.arch === 'x64' ? sparticuz.executablePath() : undefined;
}

/** `gpu: false` starts the same browser without WebGPU: the way that a reader without an adapter sees the app. */
export function browserArgs({ gpu }: { gpu: boolean }): string[] {
  return gpu ? [...QUIET, ...WEBGPU] : QUIET;
}
