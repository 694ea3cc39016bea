import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumPath, chromiumArgs } from './tools/chromium.mjs';
import { kernels } from './tools/kernels.mjs';

const executablePath = chromiumPath();
// Nothing of ours is imported for what it does, except styles: who enters a door takes what he uses, not all behind it.
const treeshake = {
  moduleSideEffects: [{ test: /\/src\/(lib|routes)\/[^?]*\.(ts|svelte)$/, sideEffects: false }]
};

const pure = ['src/lib/{math,domain,quant}/**/*.test.ts', 'tests/{golden,properties}/**/*.test.ts'];

export default defineConfig({
  plugins: [kernels(), sveltekit()],
  server: { fs: { allow: ['workers', 'tests'] } },
  worker: { format: 'es', plugins: () => [kernels()], rolldownOptions: { treeshake } },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      treeshake,
      output: {
        codeSplitting: {
          // A first visit costs a request for each: what is needed together comes together.
          groups: [
            { name: 'frame', test: /\/src\/routes\/\+layout\.svelte$/, priority: 4 },
            { name: 'charts', test: /\/src\/lib\/ui\/charts\//, minShareCount: 5, priority: 3 },
            { name: 'tables', test: /\/DataTable\.svelte$/, priority: 2 },
            { name: 'parts', test: /\/src\/lib\//, minShareCount: 10, priority: 1 }
          ]
        }
      }
    }
  },
  optimizeDeps: {
    include: ['apache-arrow', 'dexie', 'comlink', 'ml-matrix', 'fake-indexeddb'],
    exclude: ['@duckdb/duckdb-wasm'],
    entries: ['src/**/*.{ts,svelte}', 'workers/**/*.ts']
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          setupFiles: ['tests/properties/seed.ts'],
          environment: 'node',
          // Pure code has no state to keep apart: files share what they import, which takes most of the time.
          pool: 'threads',
          isolate: false,
          include: pure,
          exclude: ['**/*.browser.test.ts', '**/node_modules/**'],
          testTimeout: 60_000
        }
      },
      {
        extends: true,
        test: {
          name: 'unit',
          setupFiles: ['tests/properties/seed.ts'],
          environment: 'node',
          include: [
            'src/**/*.test.ts',
            'workers/**/*.test.ts',
            'tests/{architecture,providers,samples,tools}/**/*.test.ts'
          ],
          exclude: ['**/*.browser.test.ts', '**/node_modules/**', ...pure],
          testTimeout: 60_000
        }
      },
      {
        extends: true,
        test: {
          name: 'browser',
          globalSetup: ['tests/loopback/global-setup.ts'],
          include: ['src/**/*.browser.test.ts', 'tests/integration/**/*.browser.test.ts'],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...(executablePath ? { executablePath } : {}), args: chromiumArgs }
            }),
            instances: [{ browser: 'chromium' }]
          }
        }
      }
    ]
  }
});
