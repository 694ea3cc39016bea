import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { sha256 } from '@noble/hashes/sha2.js';
import Dexie from 'dexie';
import { vaultChannel, type VaultChange, type VaultName, type VaultPart } from '$lib/storage/changes';
import { heldKey, rowSeal, sealEnvelope, sealingCore, type Sealing } from '$lib/storage/sealing';
import { NewerDataError, VaultLockedError, written } from './errors';
import { declaredDatabase, SCHEMA_VERSION, type VaultDatabase } from './schema';

export type { VaultChange, VaultName, VaultPart };

/** An open vault. */
export interface Vault {
  readonly name: VaultName;
  readonly db: VaultDatabase;
  /** Tells the other tabs and workers of a write. */
  readonly channel: BroadcastChannel;
  readonly listeners: Set<(change: VaultChange) => void>;
  /** How its rows are sealed; nothing for most. */
  readonly sealing: Sealing;
}

/** What the owner of an open vault wants to hear of. */
export interface VaultOptions {
  /** Another tab upgraded or deleted the database. This vault is closed now; the page should be reloaded. */
  readonly onReplaced?: (why: 'newer' | 'deleted') => void;
  /** An older tab keeps the database open and holds up this one's upgrade. */
  readonly onBlocked?: () => void;
}

/** Every part of a vault. */
export const vaultParts: readonly VaultPart[] = [
  'journal',
  'batches',
  'accounts',
  'instruments',
  'prices',
  'rates',
  'macro',
  'market',
  'fetches',
  'documents',
  'settings',
  'mappings',
  'results'
];

const databaseName = (name: VaultName): string => `sextant-${name}`;

/**
 * The vault opened, created or upgraded.
 * @throws NewerDataError when a newer program wrote it, VaultLockedError when it is sealed and nobody has its key.
 */
export async function openVault(name: VaultName, options: VaultOptions = {}): Promise<Vault> {
  // Asked first and without Dexie, which would add its own tables to a newer database.
  const found = Math.floor((await installedVersion(databaseName(name))) / 10);
  if (found > SCHEMA_VERSION) throw new NewerDataError(databaseName(name), found, SCHEMA_VERSION);
  const sealing = await sealingOf(name);
  const db = declaredDatabase(databaseName(name));
  db.use(sealingCore(sealing, () => new VaultLockedError()));
  db.on('blocked', () => options.onBlocked?.());
  db.on('versionchange', (event: IDBVersionChangeEvent) => {
    db.close({ disableAutoOpen: true });
    options.onReplaced?.(event.newVersion === null ? 'deleted' : 'newer');
  });
  await written(() => db.open());
  const vault: Vault = { name, db, channel: vaultChannel(name), listeners: new Set(), sealing };
  vault.channel.onmessage = (event: MessageEvent<VaultChange>) => notify(vault, event.data);
  return vault;
}

/** Only a person's own vault can be sealed. */
async function sealingOf(name: VaultName): Promise<Sealing> {
  const envelope = name === 'mine' ? await sealEnvelope(name) : undefined;
  if (!envelope) return { read: undefined, write: undefined };
  const key = await heldKey(name);
  if (!key) throw new VaultLockedError();
  const seal = rowSeal(key);
  return { read: seal, write: seal };
}

/** Writes every row anew, sealed with the key or readable, in one transaction. */
export async function resealVault(vault: Vault, key: Uint8Array, to: 'sealed' | 'readable'): Promise<void> {
  const { db, sealing } = vault;
  const before = { ...sealing };
  const seal = rowSeal(key);
  Object.assign(sealing, { read: seal, write: to === 'sealed' ? seal : undefined });
  try {
    await written(() =>
      db.transaction('rw', db.tables, async () => {
        for (const table of db.tables) await table.bulkPut(await table.toArray());
      })
    );
  } catch (error) {
    Object.assign(sealing, before);
    throw error;
  }
}

/** Native version of a database, ten times Dexie's; 0 when there is none. */
function installedVersion(database: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database);
    let absent = false;
    request.onupgradeneeded = () => {
      absent = true;
      request.transaction?.abort();
    };
    request.onsuccess = () => {
      const { version } = request.result;
      request.result.close();
      resolve(version);
    };
    request.onerror = () => (absent ? resolve(0) : reject(request.error ?? new Error(`${database} cannot be opened`)));
  });
}

/** Closes the vault's connection and its channel. */
export function closeVault(vault: Vault): void {
  vault.listeners.clear();
  vault.channel.close();
  vault.db.close();
}

/** Removes a vault's database; tabs that have it open are closed first. */
export async function deleteVault(name: VaultName): Promise<void> {
  await Dexie.delete(databaseName(name));
}

/** Empties every table in one transaction; other tabs keep working. */
export async function clearVault(vault: Vault): Promise<void> {
  const { db } = vault;
  await written(() =>
    db.transaction('rw', db.tables, async () => void (await Promise.all(db.tables.map((table) => table.clear()))))
  );
  announceChange(vault, vaultParts);
}

/** Calls back after every write of this tab, another tab or a worker; returns how to stop. */
export function onVaultChange(vault: Vault, listener: (change: VaultChange) => void): () => void {
  vault.listeners.add(listener);
  return () => void vault.listeners.delete(listener);
}

/** Tells everyone of a write that was committed. */
export function announceChange(vault: Vault, parts: readonly VaultPart[]): void {
  const change: VaultChange = { vault: vault.name, parts };
  vault.channel.postMessage(change);
  notify(vault, change);
}

function notify(vault: Vault, change: VaultChange): void {
  for (const listener of [...vault.listeners]) listener(change);
}

/** SHA-256 in hex of what every calculation depends on: head, instruments, accounts and the revisions of all series. */
export async function vaultFingerprint(vault: Vault): Promise<string> {
  const { db } = vault;
  const parts = await db.transaction(
    'r',
    [db.journal, db.accounts, db.instruments, db.series, db.rateSeries],
    async () =>
      Promise.all([
        db.journal.orderBy('sequence').last(),
        db.accounts.toArray(),
        db.instruments.toArray(),
        db.series.toArray(),
        db.rateSeries.toArray()
      ])
  );
  const [last, ...rest] = parts;
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([last?.hash ?? '', ...rest]))));
}
