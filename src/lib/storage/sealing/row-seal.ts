import { gcm } from '@noble/ciphers/aes.js';
import { fromStoredJson, storedJson, type Json } from '$lib/storage/values';

const NONCE_BYTES = 12;

/** A row that cannot be read without the key of its vault. */
export interface SealedRow {
  /** Nonce and AES-256-GCM ciphertext of the row's JSON. */
  readonly sealed: Uint8Array;
}

/** Seals and opens rows with one key. */
export interface RowSeal {
  /** The row with the given fields left readable; they are what the database finds it by. */
  sealed(row: object, place: string, clear: readonly string[]): SealedRow;
  /** @throws Error when the row was changed, stands elsewhere, or the key is another one. */
  opened(row: SealedRow, place: string): object;
}

/** True for a row that {@link rowSeal} sealed. */
export function isSealed(row: unknown): row is SealedRow {
  return typeof row === 'object' && row !== null && 'sealed' in row && row.sealed instanceof Uint8Array;
}

/**
 * A seal with a key of 32 bytes. Rows are sealed within transactions of the database, which end when anything else is
 * awaited: hence a cipher that answers at once, and not the browser's own.
 */
export function rowSeal(key: Uint8Array): RowSeal {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  return {
    sealed(row, place, clear) {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const text = encoder.encode(JSON.stringify(storedJson(row)));
      const cipher = gcm(key, nonce, encoder.encode(place)).encrypt(text);
      const sealed = new Uint8Array(NONCE_BYTES + cipher.length);
      sealed.set(nonce);
      sealed.set(cipher, NONCE_BYTES);
      const kept = clear.map((field) => [field, Reflect.get(row, field) as unknown] as const);
      return { ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)), sealed };
    },
    opened({ sealed }, place) {
      const nonce = sealed.subarray(0, NONCE_BYTES);
      const text = gcm(key, nonce, encoder.encode(place)).decrypt(sealed.subarray(NONCE_BYTES));
      return fromStoredJson(JSON.parse(decoder.decode(text)) as Json) as object;
    }
  };
}
