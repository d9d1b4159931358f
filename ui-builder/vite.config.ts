import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds the platform. */
const platform = process.env['TRELLIS_URL'] ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    port: Number(process.env['UI_PORT'] ?? 5173),
    proxy: { '/api': platform, '/q': platform },
  },
  build: {
    target: 'es2022',
    // Inlined assets would need `data:` in more of the content security policy.
    assetsInlineLimit: 0,
    rollupOptions: {
      output: {
        manualChunks: (id) =>
          /node_modules\/(react|react-dom|scheduler|react-router|@tanstack\/(react-)?query)/.test(
            id,
          )
            ? 'vendor'
            : undefined,
      },
    },
  },
  test: { environment: 'node', include: ['src/**/*.test.{ts,tsx}'] },
});
