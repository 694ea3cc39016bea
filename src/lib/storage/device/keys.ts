import { gcm } from '@noble/ciphers/aes.js';
import type { VaultName } from '$lib/storage/changes';
import { heldKey, sealEnvelope } from '$lib/storage/sealing';
import { deviceDatabase, type KeyRow } from './database';

const NONCE_BYTES = 12;
const DEVICE_KEY = 'device-key';

/** Fields of a key by name, as the source's descriptor names them. */
export type SourceKey = Readonly<Record<string, string>>;

/** What became of the wish to read a key. */
export type KeyReading =
  | { readonly status: 'open'; readonly key: SourceKey }
  /** There is none. */
  | { readonly status: 'absent' }
  /** The vault that guards it is locked, or this worker may not have its key. */
  | { readonly status: 'locked' };

const fresh = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(NONCE_BYTES));

/**
 * Key of this device: made once, never exportable. It keeps a copied database from being read elsewhere. It does not keep a
 * program that runs in this origin, or whoever uses this browser profile, from using it.
 */
async function deviceKey(): Promise<CryptoKey> {
  const { settings } = deviceDatabase();
  const known = (await settings.get(DEVICE_KEY))?.value;
  if (known instanceof CryptoKey) return known;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  try {
    await settings.add({ key: DEVICE_KEY, value: made });
    return made;
  } catch {
    // Another tab made one at the same time.
    const other = (await settings.get(DEVICE_KEY))?.value;
    if (other instanceof CryptoKey) return other;
    throw new Error('The key of this device cannot be kept.');
  }
}

/** Keeps the key of a source, sealed. Where the person's vault has a lock, its key is wrapped around. */
export async function saveSourceKey(provider: string, key: SourceKey): Promise<KeyRow['guardedBy']> {
  const guardedBy = (await vaultIsSealed('mine')) ? 'vault' : 'device';
  await keepSealed(provider, key, guardedBy);
  return guardedBy;
}

async function keepSealed(provider: string, key: SourceKey, guardedBy: KeyRow['guardedBy']): Promise<void> {
  const device = await deviceKey();
  const vaultKey = guardedBy === 'vault' ? await heldKey('mine') : undefined;
  if (guardedBy === 'vault' && !vaultKey) throw new Error('Unlock the vault before a key is kept in it.');
  const place = new TextEncoder().encode(provider);
  const nonce = fresh();
  const text = new TextEncoder().encode(JSON.stringify(key));
  const inner = vaultKey ? wrapped(vaultKey, place, text) : text;
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: place }, device, inner)
  );
  await deviceDatabase().keys.put({ provider, nonce, sealed, guardedBy });
}

/** Reads the key of a source. */
export async function sourceKey(provider: string): Promise<KeyReading> {
  const row = await deviceDatabase().keys.get(provider);
  if (!row) return { status: 'absent' };
  const vaultKey = row.guardedBy === 'vault' ? await heldKey('mine') : undefined;
  if (row.guardedBy === 'vault' && !vaultKey) return { status: 'locked' };
  const place = new TextEncoder().encode(provider);
  const inner = new Uint8Array(
    await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: new Uint8Array(row.nonce), additionalData: place },
      await deviceKey(),
      new Uint8Array(row.sealed)
    )
  );
  const text = vaultKey ? unwrapped(vaultKey, place, inner) : inner;
  return { status: 'open', key: JSON.parse(new TextDecoder().decode(text)) as SourceKey };
}

/** Which sources have a key, and what guards it. */
export async function keptKeys(): Promise<ReadonlyMap<string, KeyRow['guardedBy']>> {
  return new Map((await deviceDatabase().keys.toArray()).map((row) => [row.provider, row.guardedBy]));
}

/** True when a vault has a lock. Asks nobody for its key. */
export async function vaultIsSealed(vault: VaultName): Promise<boolean> {
  return vault === 'mine' && (await sealEnvelope(vault)) !== undefined;
}

/** Forgets the key of a source. */
export async function removeSourceKey(provider: string): Promise<void> {
  await deviceDatabase().keys.delete(provider);
}

/**
 * Seals every key anew when the vault is given a lock or loses it: call it while the vault's key is held. Keys that cannot
 * be opened are left as they are.
 */
export async function rewrapKeys(guardedBy: KeyRow['guardedBy']): Promise<void> {
  for (const [provider, before] of await keptKeys()) {
    if (before === guardedBy) continue;
    const reading = await sourceKey(provider);
    if (reading.status === 'open') await keepSealed(provider, reading.key, guardedBy);
  }
}

function wrapped(key: Uint8Array, place: Uint8Array, text: Uint8Array): Uint8Array<ArrayBuffer> {
  const nonce = fresh();
  const cipher = gcm(key, nonce, place).encrypt(text);
  const joined = new Uint8Array(NONCE_BYTES + cipher.length);
  joined.set(nonce);
  joined.set(cipher, NONCE_BYTES);
  return joined;
}

function unwrapped(key: Uint8Array, place: Uint8Array, joined: Uint8Array): Uint8Array {
  return gcm(key, joined.subarray(0, NONCE_BYTES), place).decrypt(joined.subarray(NONCE_BYTES));
}
