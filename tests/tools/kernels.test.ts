import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { binary } from '../../src/lib/math/kernels/assembly/index.ts?compiled';
import { compiledKernels } from '../../tools/kernels.mjs';

const folder = mkdtempSync(join(tmpdir(), 'kernels-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function answer(source: string): Promise<unknown> {
  writeFileSync(join(folder, 'index.ts'), source);
  const module = new WebAssembly.Module(new Uint8Array(await compiledKernels(folder)));
  return (new WebAssembly.Instance(module).exports['answer'] as () => unknown)();
}

test('what is imported is the sources as they are', async () => {
  expect(Buffer.from(binary, 'base64').equals(await compiledKernels())).toBe(true);
});

test('a changed source is compiled anew, also in the same process, and one that is wrong is not passed over', async () => {
  expect(await answer('export function answer(): i32 { return 41; }')).toBe(41);
  expect(await answer('export function answer(): i32 { return 42; }')).toBe(42);
  await expect(answer('export function answer(): i32 { return unknown; }')).rejects.toThrow('do not compile');
  expect(await answer('export function answer(): i32 { return 41; }')).toBe(41);
});
