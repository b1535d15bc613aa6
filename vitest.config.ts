import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.fuzz.ts'],
    setupFiles: ['test/seed-properties.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two workers: native sharp, two WASM heaps and a model each; more only swap on a small machine.
    maxWorkers: 2,
  },
});
