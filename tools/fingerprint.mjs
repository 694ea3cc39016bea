import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['src', 'workers', 'static'];
const files = [
  'package-lock.json',
  'package.json',
  'svelte.config.js',
  'tools/adapter.mjs',
  'tools/kernels.mjs',
  'tools/policy.mjs',
  'tsconfig.json',
  'vite.config.ts'
];
const unbuilt = /\.(test|bench|fixture)\.(ts|svelte)$/;

function filesUnder(root, folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(root, path) : [path];
  });
}

/** A hash of one file's content. */
export function filePrint(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** A hash of everything the build is made of: equal prints, equal builds. */
export function sourcePrint(root) {
  const present = folders.filter((folder) => existsSync(join(root, folder)));
  const paths = [...present.flatMap((folder) => filesUnder(root, folder)), ...files].filter(
    (path) => !unbuilt.test(path)
  );
  const all = createHash('sha256');
  for (const path of paths.sort()) all.update(`${path}\0${filePrint(join(root, path))}\n`);
  return all.digest('hex').slice(0, 32);
}
