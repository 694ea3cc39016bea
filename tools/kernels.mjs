import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// node tools/kernels.mjs: compiles the kernels and says how large they are.
const root = fileURLToPath(new URL('..', import.meta.url));
const sources = join(root, 'src/lib/math/kernels/assembly').replaceAll('\\', '/');
const cache = join(root, 'node_modules/.cache/kernels');
const suffix = '?compiled';
const options = ['--optimizeLevel', '3', '--noAssert', '--converge', '--runtime', 'stub', '--enable', 'simd'];

const sourceFiles = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .sort();

/** A hash of all that the binary is made of: the sources, the compiler and how it is called. */
function print(folder) {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/assemblyscript/package.json'), 'utf8'));
  const all = createHash('sha256').update([version, ...options].join('\0'));
  for (const name of sourceFiles(folder)) all.update(`\0${name}\0`).update(readFileSync(join(folder, name)));
  return all.digest('hex').slice(0, 32);
}

async function freshBinary(folder) {
  const { main } = await import('assemblyscript/asc');
  let binary;
  const { error, stderr } = await main(['index.ts', '--outFile', 'kernels.wasm', ...options], {
    readFile: (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : null),
    writeFile: (_, contents) => void (binary = contents),
    listFiles: () => []
  });
  if (error || !binary) throw new Error(`the kernels do not compile\n${stderr}`, { cause: error });
  return Buffer.from(binary);
}

const compiling = new Map();

/** The kernels of a folder's sources as they are now. What was compiled once is kept under the hash of its sources. */
export function compiledKernels(folder = sources) {
  const name = print(folder);
  const file = join(cache, `${name}.wasm`);
  if (!compiling.has(name)) {
    const binary = existsSync(file)
      ? Promise.resolve(readFileSync(file))
      : freshBinary(folder).then((made) => {
          mkdirSync(cache, { recursive: true });
          writeFileSync(`${file}.${process.pid}`, made);
          renameSync(`${file}.${process.pid}`, file);
          return made;
        });
    compiling.set(name, binary);
  }
  return compiling.get(name);
}

/** Vite's part: the import of `assembly/index.ts?compiled` is the binary itself, made of the sources at that moment. */
export function kernels() {
  return {
    name: 'sextant-kernels',
    enforce: 'pre',
    resolveId(id) {
      return id.endsWith(`/assembly/index.ts${suffix}`) ? `${sources}/index.ts${suffix}` : undefined;
    },
    async load(id) {
      if (!id.endsWith(suffix)) return undefined;
      for (const name of sourceFiles(sources)) this.addWatchFile(join(sources, name));
      const binary = await compiledKernels();
      return { code: `export const binary = '${binary.toString('base64')}';`, map: null };
    },
    hotUpdate({ file, modules }) {
      if (!file.startsWith(sources)) return undefined;
      const compiled = [...this.environment.moduleGraph.idToModuleMap.values()].filter(({ id }) =>
        id?.endsWith(suffix)
      );
      return [...modules, ...compiled];
    }
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const begun = performance.now();
  const binary = await compiledKernels();
  const { gzipSync } = await import('node:zlib');
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  console.log(
    `Kernels: ${kilobytes(binary.length)}, ${kilobytes(gzipSync(binary, { level: 9 }).length)} gzip, ${Math.round(performance.now() - begun)} ms`
  );
}
