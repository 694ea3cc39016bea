import { written } from './errors';
import type { SavedMapping } from './schema';
import { announceChange, type Vault } from './vault';

/** Every setting by its key. */
export async function loadSettings(vault: Vault): Promise<Record<string, unknown>> {
  const rows = await vault.db.settings.toArray();
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

/** One setting, undefined when it was never set. */
export async function loadSetting(vault: Vault, key: string): Promise<unknown> {
  return (await vault.db.settings.get(key))?.value;
}

/** Sets one setting. */
export async function saveSetting(vault: Vault, key: string, value: unknown): Promise<void> {
  await written(() => vault.db.settings.put({ key, value }));
  announceChange(vault, ['settings']);
}

/** Forgets one setting. */
export async function removeSetting(vault: Vault, key: string): Promise<void> {
  await written(() => vault.db.settings.delete(key));
  announceChange(vault, ['settings']);
}

/** The saved column mappings, newest first. */
export async function loadMappings(vault: Vault): Promise<SavedMapping[]> {
  return (await vault.db.mappings.toArray()).sort((a, b) => b.createdAt - a.createdAt);
}

/** Keeps a column mapping, in place of the one with its id. */
export async function saveMapping(vault: Vault, mapping: SavedMapping): Promise<void> {
  await written(() => vault.db.mappings.put(mapping));
  announceChange(vault, ['mappings']);
}

/** Forgets a column mapping. */
export async function removeMapping(vault: Vault, id: string): Promise<void> {
  await written(() => vault.db.mappings.delete(id));
  announceChange(vault, ['mappings']);
}
