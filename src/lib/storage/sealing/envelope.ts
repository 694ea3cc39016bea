import { gcm } from '@noble/ciphers/aes.js';

/** What turns a passphrase into a key: argon2id (RFC 9106) with its costs. */
interface Derivation {
  readonly salt: Uint8Array;
  readonly iterations: number;
  /** In KiB. */
  readonly memory: number;
}

/** The key of a vault, wrapped by the passphrase, and by a passkey beside it. */
export interface SealEnvelope {
  readonly version: 1;
  /** 'sealing' until every row is sealed. */
  readonly state: 'sealing' | 'sealed';
  readonly derivation: Derivation;
  /** Nonce and AES-256-GCM ciphertext of the key. */
  readonly wrapped: Uint8Array;
  /** The key in the age format, for the secret of the passkey whose sealed secret is beside it. */
  readonly passkey?: { readonly key: Uint8Array; readonly secret: Uint8Array };
  /** Minutes without a touch after which the vault locks itself; 0 for never. */
  readonly idleMinutes: number;
}

// RFC 9106, second recommended option: 64 MiB and three passes.
const costs = { iterations: 3, memory: 64 * 1024 };
const NONCE_BYTES = 12;

/** A random key of a vault, and the envelope that a passphrase opens. */
export async function newEnvelope(
  passphrase: string,
  key: Uint8Array = crypto.getRandomValues(new Uint8Array(32))
): Promise<{ readonly key: Uint8Array; readonly envelope: SealEnvelope }> {
  const derivation = { salt: crypto.getRandomValues(new Uint8Array(16)), ...costs };
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const cipher = gcm(await derived(passphrase, derivation), nonce).encrypt(key);
  const wrapped = new Uint8Array(NONCE_BYTES + cipher.length);
  wrapped.set(nonce);
  wrapped.set(cipher, NONCE_BYTES);
  return { key, envelope: { version: 1, state: 'sealing', derivation, wrapped, idleMinutes: 15 } };
}

/** The key in an envelope; undefined when the passphrase is another one. */
export async function keyInEnvelope(
  { derivation, wrapped }: SealEnvelope,
  passphrase: string
): Promise<Uint8Array | undefined> {
  const key = await derived(passphrase, derivation);
  try {
    return gcm(key, wrapped.subarray(0, NONCE_BYTES)).decrypt(wrapped.subarray(NONCE_BYTES));
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

async function derived(passphrase: string, { salt, iterations, memory }: Derivation): Promise<Uint8Array> {
  const { argon2id } = await import('hash-wasm');
  const options = { salt, iterations, memorySize: memory, parallelism: 1, hashLength: 32 };
  return argon2id({ password: passphrase.normalize('NFKC'), ...options, outputType: 'binary' });
}
