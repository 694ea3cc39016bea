import { randomBytes } from 'node:crypto';
import { strToU8, unzipSync, zipSync } from 'fflate';
import fc from 'fast-check';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundled, unbundled } from './bundle';
import { decryptedFile } from './decrypt';
import { encryptedFile, fileKeyOf, sealedFor, unsealedWith } from './encrypt';
import { BLOCK_BYTES } from './header';
import { paddedZip } from './padding';
import type { EncryptionProblem } from './problem';

const passphrase = 'correct horse battery staple';
// A low cost: these tests are about the files, not about guessing.
const workFactor = 4;
const zip = zipSync({ 'a.bin': new Uint8Array(randomBytes(200_000)), 'b.txt': strToU8('b') });
const plain = paddedZip(zip);
let file: Uint8Array;

beforeAll(async () => {
  file = await encryptedFile(plain, passphrase, { workFactor });
});

const problemOf = async (bytes: Uint8Array, phrase = passphrase): Promise<EncryptionProblem> => {
  const outcome = await decryptedFile(bytes, { passphrase: phrase });
  if (outcome.status === 'opened') throw new Error('it was opened');
  return outcome.problem;
};
const flipped = (at: number): Uint8Array => file.map((byte, i) => (i === at ? byte ^ 1 : byte));

test('a padded zip has whole blocks and the same files', () => {
  expect(plain.length % 65_536).toBe(0);
  const { padding, ...files } = unzipSync(plain);
  expect(padding?.every((byte) => byte === 0)).toBe(true);
  expect(files).toEqual(unzipSync(zip));
});

test('property: padding fits any size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 140_000 }), (size) => {
      const one = paddedZip(zipSync({ one: [new Uint8Array(size), { level: 0 }] }));
      expect(one.length % 65_536).toBe(0);
      expect(unzipSync(one)['one']).toHaveLength(size);
    }),
    { numRuns: 20 }
  );
});

test('what was encrypted comes back, with the passphrase or the key of the file', async () => {
  const steps: number[] = [];
  const outcome = await decryptedFile(file, { passphrase }, (fraction) => steps.push(fraction));
  expect(outcome).toEqual({ status: 'opened', bytes: plain });
  expect(steps.at(-1)).toBe(1);
  const fileKey = await fileKeyOf(file, passphrase);
  expect(await decryptedFile(file, { fileKey })).toEqual({ status: 'opened', bytes: plain });
});

describe('what is wrong with a file is told apart', () => {
  test('a wrong passphrase', async () => {
    expect(await problemOf(file, `${passphrase} `)).toMatchObject({ code: 'wrong-key', text: /passphrase/ });
  });

  test('a cut, wherever it is', async () => {
    const header = file.length - Math.ceil(plain.length / 65_536) * BLOCK_BYTES - 16;
    const cuts = [10, 60, header - 1, header, header + 8, header + 20, header + 5000];
    const blocks = [1, 2, 3].flatMap((count) => [-1, 0, 1, 9].map((more) => header + 16 + count * BLOCK_BYTES + more));
    for (const cut of [...cuts, ...blocks, file.length - 1]) {
      expect([cut, (await problemOf(file.slice(0, cut))).code]).toEqual([cut, 'cut-short']);
    }
  });

  test('a flipped byte, in every block, and where it is', async () => {
    const header = file.length - Math.ceil(plain.length / 65_536) * BLOCK_BYTES - 16;
    for (let block = 0; block < Math.ceil(plain.length / 65_536); block++) {
      const start = header + 16 + block * BLOCK_BYTES;
      const problem = await problemOf(flipped(start + 1234));
      expect(problem).toMatchObject({ code: 'changed', place: `byte ${start}` });
    }
    expect(await problemOf(flipped(file.length - 1))).toMatchObject({ code: 'changed' });
    expect(await problemOf(flipped(header + 3))).toMatchObject({ code: 'changed' });
  });

  test('a flipped byte in the header is never opened', async () => {
    const header = file.length - Math.ceil(plain.length / 65_536) * BLOCK_BYTES - 16;
    const codes = new Map<string, number>();
    for (let at = 0; at < header; at++) {
      const { code } = await problemOf(flipped(at));
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect(
      [...codes.keys()].every((code) => /^(changed|not-encrypted|wrong-key|cut-short|too-costly)$/.test(code))
    ).toBe(true);
  });

  test('no age file, and one for a key', async () => {
    expect(await problemOf(strToU8('date,symbol\n'))).toMatchObject({ code: 'not-encrypted' });
    expect(await problemOf(new Uint8Array(0))).toMatchObject({ code: 'not-encrypted' });
    const recipient = await identityToRecipient(await generateX25519Identity());
    expect(await problemOf(await sealedFor(recipient, plain))).toMatchObject({ code: 'other-keys' });
  });
});

test('the texts of wrong passphrase, cut and change differ, and each has a remedy', async () => {
  const problems = [
    await problemOf(file, 'another'),
    await problemOf(file.slice(0, 100_000)),
    await problemOf(flipped(100_000))
  ];
  expect(new Set(problems.map(({ text }) => text)).size).toBe(3);
  expect(new Set(problems.map(({ remedy }) => remedy)).size).toBe(3);
});

test('a passkey opens the backup beside the passphrase, never instead of it', async () => {
  const secret = await generateX25519Identity();
  const key = await sealedFor(await identityToRecipient(secret), await fileKeyOf(file, passphrase));
  const bytes = bundled({ backup: file, key, passkey: strToU8('sealed by a passkey') });
  const parts = unbundled(bytes);
  if (!parts || !('backup' in parts)) throw new Error('no bundle');
  expect(await decryptedFile(parts.backup, { passphrase })).toEqual({ status: 'opened', bytes: plain });
  const fileKey = await unsealedWith(secret, parts.key);
  expect(await decryptedFile(parts.backup, { fileKey })).toEqual({ status: 'opened', bytes: plain });
  await expect(unsealedWith(await generateX25519Identity(), parts.key)).rejects.toThrow();
  expect(unbundled(bytes.slice(0, bytes.length / 2))).toMatchObject({ code: 'cut-short' });
  expect(unbundled(zip)).toBeUndefined();
});
