/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The server the console talks to while it is developed: the mock, or a real one.
const backend = process.env.VEDETTE_BACKEND ?? 'http://127.0.0.1:8090';

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    // Nothing is inlined as a data: URL, so the content security policy can stay at 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        manualChunks: (id: string) => {
          if (!id.includes('node_modules')) return undefined;
          if (id.includes('hls.js')) return 'hls';
          if (id.includes('@mantine') || id.includes('@floating-ui')) return 'mantine';
          if (/react|scheduler|@tanstack/.test(id)) return 'react';
          return undefined;
        },
      },
    },
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: {
      '/api': { target: backend, ws: true },
      '/health': backend,
      '/openapi': backend,
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    watch: false,
    css: false,
    // Property time zones must not depend on where the tests run.
    env: { TZ: 'America/New_York' },
    testTimeout: 20_000,
  },
});
