import adapter from './tools/adapter.mjs';
import { sourcePrint } from './tools/fingerprint.mjs';
import { pageDirectives } from './tools/policy.mjs';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

// Taken once for a build and its child processes, so that a file saved meanwhile cannot split the build in two.
process.env.SEXTANT_SOURCE_PRINT ??= sourcePrint(import.meta.dirname);

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  kit: {
    adapter: adapter({ fallback: '404.html' }),
    serviceWorker: { register: false },
    alias: { $workers: 'workers' },
    // AssemblyScript, which has types of its own.
    typescript: { config: ({ exclude, ...rest }) => ({ ...rest, exclude: [...exclude, '../src/lib/**/assembly/**'] }) },
    csp: {
      mode: 'hash',
      directives: pageDirectives
    },
    // Pages share one shell: absolute addresses make it fit any depth.
    paths: { relative: false },
    // Equal sources make equal builds, so a build without changes offers no update.
    version: { name: process.env.SEXTANT_SOURCE_PRINT, pollInterval: 0 }
  }
};
