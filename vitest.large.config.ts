import { defineConfig } from 'vitest/config';

/** Checks that need the project's shared data; run by CI alone. */
export default defineConfig({
  test: {
    include: ['test/large/**/*.large.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    maxWorkers: 1,
  },
});
