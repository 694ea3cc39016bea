import { armor } from 'age-encryption';
import { encryptionProblem, type EncryptionProblem } from './problem';

const VERSION_LINE = 'age-encryption.org/v1';
const ARMOR = '-----BEGIN AGE ENCRYPTED FILE-----';
/** The payload begins with a nonce of 16 bytes; each block of it ends in a tag of 16. */
export const NONCE_BYTES = 16;
export const TAG_BYTES = 16;
/** Text in one block of the payload, and the block with its tag. */
export const BLOCK_TEXT = 64 * 1024;
export const BLOCK_BYTES = BLOCK_TEXT + TAG_BYTES;
// A header is some lines; one that is longer is no header of a passphrase.
const MOST_HEADER_BYTES = 64 * 1024;

/** The outside of an age file. */
export interface AgeHeader {
  /** Bytes up to and with the line of the header's MAC. */
  readonly length: number;
  /** Whether a passphrase opens it. */
  readonly passphrase: boolean;
}

/** True for the first bytes of an age file, in bytes or in letters. */
export function looksEncrypted(bytes: Uint8Array): boolean {
  const start = ascii(bytes.subarray(0, ARMOR.length));
  return start.startsWith('age-encryption.org/') || start === ARMOR;
}

/** The file in bytes when it came in letters ("armor"). */
export function unarmored(bytes: Uint8Array): Uint8Array | EncryptionProblem {
  if (ascii(bytes.subarray(0, ARMOR.length)) !== ARMOR) return bytes;
  try {
    return armor.decode(ascii(bytes));
  } catch (error) {
    return encryptionProblem('changed', `The letters of the file do not fit together (${messageOf(error)}).`);
  }
}

/** Header of an age file as far as it says how the file is opened; what is wrong with it otherwise. */
export function ageHeader(bytes: Uint8Array): AgeHeader | EncryptionProblem {
  const start = ascii(bytes.subarray(0, VERSION_LINE.length + 1));
  if (start !== `${VERSION_LINE}\n`) {
    if (`${VERSION_LINE}\n`.startsWith(start) && start !== '')
      return encryptionProblem('cut-short', 'The file ends within its first line.', 'header');
    return encryptionProblem('not-encrypted', 'This is no file in the age format, or its first line was changed.');
  }
  const text = ascii(bytes.subarray(0, MOST_HEADER_BYTES));
  const mac = /\n--- [^\n]*\n/.exec(text);
  if (!mac) {
    // What follows a header is not letters; a file of letters only ends within it.
    return /^[ -~\n]*$/.test(text)
      ? encryptionProblem('cut-short', 'The file ends within its header.', 'header')
      : encryptionProblem('changed', 'The end of the header was changed.', 'header');
  }
  const kinds = [...text.slice(0, mac.index + 1).matchAll(/^-> (\S*)/gm)].map(([, kind]) => kind ?? '');
  const header = { length: mac.index + mac[0].length, passphrase: kinds.includes('scrypt') };
  if (!header.passphrase && !kinds.some((kind) => /^(X25519|age-encryption\.org\/|ssh-|piv-|mlkem)/.test(kind)))
    return encryptionProblem('changed', 'The header does not say how the file is opened.', 'header');
  if (bytes.length < header.length + NONCE_BYTES + TAG_BYTES)
    return encryptionProblem('cut-short', 'The file ends right after its header.', 'header');
  return header;
}

function ascii(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
