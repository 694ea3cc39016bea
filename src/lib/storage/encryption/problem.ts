/** What can be wrong with an encrypted file. */
export type EncryptionProblemCode =
  'not-encrypted' | 'other-keys' | 'wrong-key' | 'cut-short' | 'changed' | 'too-costly' | 'incomplete';

/** Why an encrypted file was not opened; nothing of it was used. */
export interface EncryptionProblem {
  readonly code: EncryptionProblemCode;
  /** Where in the file: a part of its header, or the bytes from this one on. */
  readonly place?: string;
  readonly text: string;
  readonly remedy: string;
}

const remedies: Readonly<Record<EncryptionProblemCode, string>> = {
  'not-encrypted': 'Choose a file that Sextant or age wrote.',
  'other-keys': 'Open it with age and that key, then restore the archive that comes out.',
  'wrong-key':
    'Look at capital letters, spaces and the language of the keyboard, and try again. If it is surely right, the first lines of the file are damaged: use another copy.',
  'cut-short': 'It was not copied or downloaded whole. Copy it again, or use another backup.',
  changed: 'Use another copy of it, or another backup.',
  'too-costly': 'Open it with the age program on a computer with more memory, then restore the archive that comes out.',
  incomplete: 'Use another copy of it, or another backup.'
};

/** A problem with its remedy. */
export function encryptionProblem(code: EncryptionProblemCode, text: string, place?: string): EncryptionProblem {
  return { code, text, remedy: remedies[code], ...(place === undefined ? {} : { place }) };
}
