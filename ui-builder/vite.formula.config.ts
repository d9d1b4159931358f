import { defineConfig } from 'vite';

/** The evaluator of formulas as one module without a page, which the server runs by itself. */
export default defineConfig({
  publicDir: false,
  build: {
    target: 'es2022',
    lib: { entry: 'src/formula/server.ts', formats: ['es'], fileName: () => 'formula.mjs' },
  },
});
