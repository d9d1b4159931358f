import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The journeys: a real browser against the packaged program. `npm run e2e` */
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('../src', import.meta.url)) } },
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['*.journey.ts'],
    globalSetup: ['program.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A journey goes on where the one before it ended.
    sequence: { concurrent: false, shuffle: false },
    bail: 1,
  },
});
