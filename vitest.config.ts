import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** `unit` and `crash` need nothing but Node (`crash` takes minutes); `lab` needs root and FRR; `browser` needs Chromium. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/lab/**', 'test/browser/**', 'test/crash/**'],
          testTimeout: 20_000,
          // One per core; Vitest would leave one core idle, and many of these tests wait more than they compute.
          maxWorkers: availableParallelism(),
        },
      },
      { test: { name: 'lab', include: ['test/lab/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000 } },
      { test: { name: 'crash', include: ['test/crash/**/*.test.ts'], testTimeout: 240_000, maxConcurrency: 3 } },
      { test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 60_000 } },
    ],
  },
});
