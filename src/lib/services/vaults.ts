import { followVault, type VaultChange, type VaultName } from '$lib/storage/changes';
import type { Vault } from '$lib/storage/dexie';

export type { VaultName };

/** The storage code is loaded with the first vault, not with the page. */
export const storage = () => import('$lib/storage/dexie');

const open = new Map<VaultName, Promise<Vault>>();
const replaced = new Set<(why: 'newer' | 'deleted') => void>();

/** The open database of a vault; opened once, kept for the life of the page. */
export function vaultNamed(name: VaultName): Promise<Vault> {
  const known = open.get(name);
  if (known) return known;
  const opening = storage().then(({ openVault }) =>
    openVault(name, {
      onReplaced: (why) => {
        open.delete(name);
        for (const listener of replaced) listener(why);
      }
    })
  );
  open.set(name, opening);
  opening.catch(() => open.delete(name));
  return opening;
}

/** Closes the vaults that this page has open; the next use opens them anew. */
export async function closeVaults(): Promise<void> {
  const { closeVault } = await storage();
  for (const [name, opening] of [...open]) {
    open.delete(name);
    closeVault(await opening);
  }
}

/** Tells when another tab has upgraded or erased the database that this page works on. */
export function onVaultReplaced(listener: (why: 'newer' | 'deleted') => void): () => void {
  replaced.add(listener);
  return () => replaced.delete(listener);
}

/** Tells of every change to a vault, by this page, its workers or another tab; returns how to stop. */
export function onVaultChanged(name: VaultName, listener: (change: VaultChange) => void): () => void {
  return followVault(name, listener);
}
