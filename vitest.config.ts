import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  plugins: [
    {
      // The shader that a learner reads is the file that runs: it is imported as text everywhere.
      name: 'wgsl-as-text',
      enforce: 'pre',
      load(id) {
        return id.endsWith('.wgsl') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))}` : null;
      },
    },
  ],
  test: {
    pool: 'forks',
    globalSetup: ['tests/golden/gpu-environment.ts'],
    include: ['{app,graph,lib,seed,scripts,tests}/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    testTimeout: 20_000,
  },
});
