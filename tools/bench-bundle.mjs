import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { kernels } from './kernels.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bundles modules for Node as the app is bundled: one by one they would be measured with the loader's indirections. */
export async function bundled(outDir, input) {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [kernels()],
    resolve: { alias: { $lib: `${root}src/lib` } },
    ssr: { noExternal: ['ml-matrix'] },
    build: { ssr: true, outDir, emptyOutDir: true, minify: false, target: 'es2023', rollupOptions: { input } }
  });
}

/** What the figures were measured on. */
export const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
