import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './build/test-sequencer.mjs';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

export default defineConfig({
  define: {
    __LETTERLOCK_VERSION__: JSON.stringify(version),
    // Before any day on which the tests run.
    __LETTERLOCK_MADE_AT__: JSON.stringify('2026-01-01'),
  },
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './build/test-reporter.mjs'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Servers, Electron and Chromium share two cores with the tests.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    coverage: {
      provider: 'v8',
      include: ['shared/**', 'electron/node/**'],
      reporter: ['text-summary', 'html'],
    },
  },
});
