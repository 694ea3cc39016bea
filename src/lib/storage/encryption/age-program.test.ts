import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { bundled, unbundled } from './bundle';
import { decryptedFile } from './decrypt';
import { encryptedFile } from './encrypt';
import { paddedZip } from './padding';

const passphrase = 'eight plain words, ünlike any other';
const archive = { 'manifest.json': strToU8('{}'), 'journal.jsonl': strToU8('{"act":"post"}\n'.repeat(9000)) };

// The program asks on a terminal only; "script" gives it one.
const found = ['age', 'script'].every((name) => spawnSync('which', [name]).status === 0);
if (!found) console.log('skipped 3 tests: the programs age and script are not installed');

const folder = mkdtempSync(join(tmpdir(), 'sextant-age-'));
const path = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs age on a terminal and types the passphrase when asked. */
function age(command: string, typed: string): Promise<{ status: number | null; told: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('script', ['-qec', `age ${command}`, '/dev/null'], { cwd: folder });
    let told = '';
    let asked = 0;
    child.stdout.on('data', (bytes: Buffer) => {
      told += bytes.toString();
      const questions = told.match(/passphrase[^:\n]*:/gi)?.length ?? 0;
      for (; asked < questions; asked++) child.stdin.write(`${typed}\n`);
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, told }));
  });
}

describe.skipIf(!found)('the age program', () => {
  test('opens a backup with the passphrase alone', async () => {
    const plain = paddedZip(zipSync(archive));
    writeFileSync(path('backup.age'), await encryptedFile(plain, passphrase));
    const { status, told } = await age('--decrypt --output opened.zip backup.age', passphrase);
    expect([status, told]).toEqual([0, expect.anything()]);
    const { padding: _, ...files } = unzipSync(new Uint8Array(readFileSync(path('opened.zip'))));
    expect(files).toEqual(archive);
    expect((await age('--decrypt --output wrong.zip backup.age', 'another')).status).not.toBe(0);
  });

  test('opens the backup that a passkey opens too', async () => {
    const plain = paddedZip(zipSync(archive));
    const backup = await encryptedFile(plain, passphrase);
    const parts = unbundled(bundled({ backup, key: strToU8('k'), passkey: strToU8('p') }));
    writeFileSync(path('from-bundle.age'), (parts && 'backup' in parts && parts.backup) || '');
    expect((await age('--decrypt --output from-bundle.zip from-bundle.age', passphrase)).status).toBe(0);
    expect(new Uint8Array(readFileSync(path('from-bundle.zip')))).toEqual(plain);
  });

  test('writes files that are opened here, in bytes and in letters', async () => {
    const plain = new Uint8Array(zipSync(archive));
    writeFileSync(path('plain.zip'), plain);
    for (const [name, option] of [
      ['bytes.age', ''],
      ['letters.age', '--armor']
    ] as const) {
      expect((await age(`--passphrase ${option} --output ${name} plain.zip`, passphrase)).status).toBe(0);
      const outcome = await decryptedFile(new Uint8Array(readFileSync(path(name))), { passphrase });
      expect(outcome).toEqual({ status: 'opened', bytes: plain });
    }
  });
});
