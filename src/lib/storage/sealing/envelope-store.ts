import Dexie, { type Table } from 'dexie';
import type { VaultName } from '$lib/storage/changes';
import type { SealEnvelope } from './envelope';

const DATABASE = 'sextant-seals';

interface EnvelopeRow {
  readonly vault: VaultName;
  readonly envelope: SealEnvelope;
}

// Beside the vaults and not in them: it must be read before a vault can be, and a restore must not replace it.
async function within<T>(act: (table: Table<EnvelopeRow, VaultName>) => PromiseLike<T>): Promise<T> {
  const db = new Dexie(DATABASE, { chromeTransactionDurability: 'strict' });
  db.version(1).stores({ envelopes: 'vault' });
  try {
    return await act(db.table('envelopes'));
  } finally {
    db.close();
  }
}

/** The envelope of a sealed vault; undefined for one that is not. */
export async function sealEnvelope(vault: VaultName): Promise<SealEnvelope | undefined> {
  if (!(await Dexie.exists(DATABASE))) return undefined;
  return within(async (table) => (await table.get(vault))?.envelope);
}

/** Keeps the envelope of a vault; undefined removes it. */
export async function saveSealEnvelope(vault: VaultName, envelope: SealEnvelope | undefined): Promise<void> {
  await within(async (table) => {
    if (envelope) await table.put({ vault, envelope });
    else await table.delete(vault);
  });
}
