import { Decrypter } from 'age-encryption';
import { ageHeader, BLOCK_BYTES, messageOf, NONCE_BYTES, TAG_BYTES, unarmored } from './header';
import { encryptionProblem, type EncryptionProblem } from './problem';

/** What opens a file: its passphrase, or the key of this one file. */
export type FileOpener = { readonly passphrase: string } | { readonly fileKey: Uint8Array };

/** What came of opening a file. */
export type DecryptOutcome =
  | { readonly status: 'opened'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly status: 'refused'; readonly problem: EncryptionProblem };

/** Contents of an age file, whole and verified, or why there are none. */
export async function decryptedFile(
  source: Uint8Array,
  opener: FileOpener,
  onProgress?: (fraction: number) => void
): Promise<DecryptOutcome> {
  const refused = (problem: EncryptionProblem): DecryptOutcome => ({ status: 'refused', problem });
  const file = unarmored(source);
  if (!(file instanceof Uint8Array)) return refused(file);
  const header = ageHeader(file);
  if (!('length' in header)) return refused(header);
  if ('passphrase' in opener && !header.passphrase)
    return refused(encryptionProblem('other-keys', 'This file is encrypted for a key, not with a passphrase.'));
  const decrypter = decrypterOf(opener);
  const payload = new Payload(file, header.length);
  try {
    const plain = await decrypter.decrypt(payload.stream());
    return { status: 'opened', bytes: await payload.collected(plain, onProgress) };
  } catch (error) {
    if (!payload.begun) return refused(headerProblem(error));
    return refused(await payload.problem(decrypterOf(opener)));
  }
}

function decrypterOf(opener: FileOpener): Decrypter {
  const decrypter = new Decrypter();
  if ('passphrase' in opener) decrypter.addPassphrase(opener.passphrase);
  else decrypter.addIdentity({ unwrapFileKey: () => opener.fileKey });
  return decrypter;
}

/** The library tells its reasons in words only. */
function headerProblem(error: unknown): EncryptionProblem {
  const message = messageOf(error);
  if (message.includes('no identity matched'))
    return encryptionProblem('wrong-key', 'This passphrase does not open the file.');
  if (message.includes('work factor') || error instanceof RangeError)
    return encryptionProblem('too-costly', `Opening this file takes more memory than a browser has (${message}).`);
  return encryptionProblem('changed', `The header of the file was changed (${message}).`, 'header');
}

/** The blocks of a file behind its header, fed one by one, so that the first bad one is known by its number. */
class Payload {
  readonly #file: Uint8Array;
  readonly #start: number;
  readonly #count: number;
  #received = 0;
  #wanted: { readonly count: number; readonly go: () => void } | undefined;
  begun = false;

  constructor(file: Uint8Array, headerLength: number) {
    this.#file = file;
    this.#start = headerLength + NONCE_BYTES;
    this.#count = Math.max(1, Math.ceil((file.length - this.#start) / BLOCK_BYTES));
  }

  /** The file; a block is handed out only when all that can be known without it has been received. */
  stream(after = 0): ReadableStream<Uint8Array> {
    const blocks = this.#count + after;
    let next = -1;
    return new ReadableStream(
      {
        pull: async (controller) => {
          if (next < 0) controller.enqueue(this.#file.subarray(0, this.#start));
          else {
            await this.#reached(next - 1);
            if (next >= blocks) return controller.close();
            const at = this.#start + next * BLOCK_BYTES;
            controller.enqueue(
              next < this.#count ? this.#file.subarray(at, at + BLOCK_BYTES) : new Uint8Array(BLOCK_BYTES)
            );
          }
          next += 1;
        }
      },
      { highWaterMark: 0 }
    );
  }

  async collected(
    plain: ReadableStream<Uint8Array>,
    onProgress?: (fraction: number) => void
  ): Promise<Uint8Array<ArrayBuffer>> {
    this.begun = true;
    this.#received = 0;
    const bytes = new Uint8Array(Math.max(0, this.#file.length - this.#start - this.#count * TAG_BYTES));
    let length = 0;
    const reader = plain.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return bytes.subarray(0, length);
      if (length + value.length <= bytes.length) bytes.set(value, length);
      length += value.length;
      this.#received += 1;
      this.#awaken();
      onProgress?.(Math.min(1, this.#received / this.#count));
    }
  }

  /** Which block could not be opened, and whether the file was cut there or changed. */
  async problem(decrypter: Decrypter): Promise<EncryptionProblem> {
    const bad = this.#received;
    const place = `byte ${this.#start + bad * BLOCK_BYTES}`;
    const changed = encryptionProblem(
      'changed',
      `The file was changed after it was made: its part from ${place} on does not fit its seal.`,
      place
    );
    if (bad < this.#count - 1) return changed;
    // Backups are filled up to whole blocks: one that does not end in a whole block has lost its end.
    const rest = (this.#file.length - this.#start) % BLOCK_BYTES;
    if (rest === 0 && !(await this.#continues(decrypter))) return changed;
    return encryptionProblem('cut-short', `The file ends too early, at byte ${this.#file.length}.`, place);
  }

  /** True when the last block is sound but was not written as the last one. */
  async #continues(decrypter: Decrypter): Promise<boolean> {
    try {
      await this.collected(await decrypter.decrypt(this.stream(1)));
    } catch (error) {
      return error instanceof Error && this.#received === this.#count;
    }
    return false;
  }

  #reached(count: number): Promise<void> {
    if (this.#received >= count) return Promise.resolve();
    return new Promise((go) => (this.#wanted = { count, go }));
  }

  #awaken(): void {
    if (this.#wanted && this.#received >= this.#wanted.count) this.#wanted.go();
  }
}
