import { Decrypter, Encrypter } from 'age-encryption';
import { ageHeader, BLOCK_BYTES, BLOCK_TEXT } from './header';

/** How a file is encrypted. */
export interface EncryptOptions {
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Base-2 logarithm of scrypt's cost: 18 is what the age program takes. */
  readonly workFactor?: number;
}

/** A file in the age format that its passphrase alone opens, here and in the age program. */
export async function encryptedFile(
  bytes: Uint8Array,
  passphrase: string,
  { onProgress, workFactor = 18 }: EncryptOptions = {}
): Promise<Uint8Array<ArrayBuffer>> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(workFactor);
  encrypter.setPassphrase(passphrase);
  const encrypted = await encrypter.encrypt(blocksOf(bytes, BLOCK_TEXT));
  const file = new Uint8Array(encrypted.size(bytes.length));
  let length = 0;
  const reader = encrypted.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return file;
    file.set(value, length);
    length += value.length;
    onProgress?.(length / file.length);
  }
}

/** The key that encrypts one file, by its passphrase; it opens that file and no other. */
export async function fileKeyOf(file: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const header = ageHeader(file);
  if (!('length' in header)) throw new TypeError(header.text);
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  return decrypter.decryptHeader(file.subarray(0, header.length));
}

/** A small file that the holder of a recipient's secret ("age1...") opens. */
export function sealedFor(recipient: string, bytes: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(bytes);
}

/** What {@link sealedFor} sealed. @throws Error when the secret is another one or the bytes were changed. */
export function unsealedWith(secret: string, bytes: Uint8Array): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(secret);
  return decrypter.decrypt(bytes);
}

/** Bytes as a stream of blocks, each handed out when the one before is wanted. */
export function blocksOf(bytes: Uint8Array, size: number = BLOCK_BYTES): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream(
    {
      pull(controller) {
        if (at < bytes.length) controller.enqueue(bytes.subarray(at, at + size));
        at += size;
        if (at >= bytes.length) controller.close();
      }
    },
    { highWaterMark: 0 }
  );
}
