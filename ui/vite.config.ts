import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

// While developing in a browser, the page talks to the loopback bridge over the same contract as the window.
const bridge = process.env['CUADRANTE_BRIDGE'] ?? 'http://127.0.0.1:7811';

export default defineConfig({
  base: './',
  plugins: [svelte(), svelteTesting()],
  resolve: { alias: { $lib: '/src/lib', $shared: '/src/shared' } },
  server: { port: 1420, strictPort: true, proxy: { '/call': bridge } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['es2022', 'safari16.4'],
    // The content security policy allows the app's own files only: nothing may become a data: URI or an inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['./src/test-setup.ts'],
    restoreMocks: true,
  },
});
