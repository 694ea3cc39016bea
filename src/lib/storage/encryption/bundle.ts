import { strToU8, unzipSync, zipSync } from 'fflate';
import { encryptionProblem, type EncryptionProblem } from './problem';

/** The parts of a backup that a passkey opens too. */
export interface PasskeyBundle {
  /** The backup itself; its passphrase alone opens it. */
  readonly backup: Uint8Array;
  /** Key of the backup, sealed for the passkey's secret. */
  readonly key: Uint8Array;
  /** The passkey's secret, sealed by the passkey. */
  readonly passkey: Uint8Array;
}

const names = { backup: 'backup.age', key: 'backup-key.age', passkey: 'passkey.age', note: 'READ-ME.txt' } as const;
const MOST_SMALL_BYTES = 100_000;
const mtime = new Date(1980, 0, 1);

const note = `This is a backup of Sextant.

backup.age is the backup. Its passphrase opens it, in Sextant or with the age program:
    age --decrypt --output backup.zip backup.age
backup-key.age and passkey.age let a passkey open it as well, in Sextant only and at the address where the passkey was
made. Without them, or without the passkey, the passphrase still opens backup.age.
`;

/** One file of a backup and what a passkey needs for it; nothing in it can be read without passphrase or passkey. */
export function bundled({ backup, key, passkey }: PasskeyBundle): Uint8Array<ArrayBuffer> {
  const files = { [names.note]: strToU8(note), [names.backup]: backup, [names.key]: key, [names.passkey]: passkey };
  return zipSync(files, { level: 0, mtime }) as Uint8Array<ArrayBuffer>;
}

/** The parts of a bundle; undefined for a file that is none, a problem for one that is damaged. */
export function unbundled(bytes: Uint8Array): PasskeyBundle | EncryptionProblem | undefined {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return undefined;
  const known: readonly string[] = Object.values(names);
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) =>
        known.includes(name) && originalSize <= (name === names.backup ? bytes.length : MOST_SMALL_BYTES)
    });
    const backup = files[names.backup];
    const key = files[names.key];
    const passkey = files[names.passkey];
    if (!backup && !key && !passkey) return undefined;
    if (backup && key && passkey) return { backup, key, passkey };
    return encryptionProblem('incomplete', 'This backup lacks one of its files.');
  } catch (error) {
    // A zip that is no bundle says for itself what is wrong with it.
    return isBundleStart(bytes) && error instanceof Error
      ? encryptionProblem('cut-short', 'The file ends too early: its list of contents is missing.')
      : undefined;
  }
}

function isBundleStart(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(30, 30 + names.note.length)) === names.note;
}
