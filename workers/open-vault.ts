import { openVault, type Vault, type VaultName } from '$lib/storage/dexie';

const open = new Map<VaultName, Promise<Vault>>();

/** The vault by its name, opened once in this worker and opened anew after another tab replaced it. */
export function openedVault(name: VaultName): Promise<Vault> {
  const known = open.get(name);
  if (known) return known;
  const opening = openVault(name, { onReplaced: () => open.delete(name) });
  open.set(name, opening);
  opening.catch(() => open.delete(name));
  return opening;
}
