import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

export default defineConfig({
  define: { __LETTERLOCK_VERSION__: JSON.stringify(version) },
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './build/test-reporter.mjs'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Servers, Electron and Chromium share two cores with the tests.
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['shared/**', 'electron/node/**'],
      reporter: ['text-summary', 'html'],
    },
  },
});
