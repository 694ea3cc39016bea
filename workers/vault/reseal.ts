import { resealVault, type VaultName } from '$lib/storage/dexie';
import { holdKey, keyInEnvelope, newEnvelope, type SealEnvelope } from '$lib/storage/sealing';
import { openedVault } from '../open-vault';

/** Writes every row of a vault anew: sealed with a key, or readable again. */
export async function reseal({
  vault,
  key,
  to
}: {
  readonly vault: VaultName;
  readonly key: Uint8Array;
  readonly to: 'sealed' | 'readable';
}): Promise<void> {
  holdKey(vault, key);
  await resealVault(await openedVault(vault), key, to);
}

/** A new key and the envelope that a passphrase opens; deriving it takes long on purpose. */
export function newSeal({ passphrase }: { readonly passphrase: string }) {
  return newEnvelope(passphrase);
}

/** The key in an envelope; undefined when the passphrase is another one. */
export function unseal({ envelope, passphrase }: { readonly envelope: SealEnvelope; readonly passphrase: string }) {
  return keyInEnvelope(envelope, passphrase);
}
