import Dexie from 'dexie';
import { GENESIS_HASH, journalEntry, JOURNAL_VERSION } from '$lib/domain/ledger';
import { apple, batch, broker, closes, deposit, euroRates } from './vault.fixture';

/** Writes a vault as version 1 of the schema kept it: a series in one record, a result with its output. */
export async function versionOneVault(name: string): Promise<void> {
  const db = new Dexie(name);
  db.version(1).stores({
    journal: 'sequence',
    batches: 'id, recordedAt',
    accounts: 'id',
    instruments: 'id',
    closes: 'instrument',
    crosses: '[base+quote]',
    settings: 'key',
    mappings: 'id',
    results: 'id, kind, createdAt'
  });
  const record = { version: JOURNAL_VERSION, recordedAt: 5, batch: batch('b1'), act: deposit('e1', '1000.01') };
  await db.table('journal').add(journalEntry(GENESIS_HASH, 1, record));
  await db
    .table('batches')
    .add({ id: 'b1', title: 'First', recordedAt: 5, posted: 1, firstSequence: 1, lastSequence: 1 });
  await db.table('accounts').add(broker);
  await db.table('instruments').add(apple);
  await db
    .table('closes')
    .bulkAdd([
      closes({ '1999-12-31': 25.5, '2000-01-03': 28, '2000-01-04': 25.6, '2001-01-02': 7.4 }, { revision: 3 }),
      closes({}, { instrument: 'EMPTY' as typeof apple.id })
    ]);
  await db.table('crosses').add(euroRates({ '1999-12-30': 1.0046, '2000-01-03': 1.009 }));
  await db.table('settings').add({ key: 'baseCurrency', value: 'EUR' });
  await db.table('mappings').add({ id: 'm1', title: 'My broker', createdAt: 1, content: { date: 'Datum' } });
  await db.table('results').add({
    ...{ id: 'r1', kind: 'backtest', title: 'Equal weights', createdAt: 7, inputs: { weights: [0.5, 0.5] }, seed: 42 },
    ...{ engineVersion: '0.1.0', dataHash: 'abc', output: { values: Float64Array.of(1, 1.5), worst: -Infinity } }
  });
  db.close();
}

/** Writes an empty database of a version that no program of today knows. */
export async function newerVault(name: string, version: number): Promise<void> {
  const db = new Dexie(name);
  db.version(version).stores({ journal: 'sequence', something: 'id' });
  await db.table('something').add({ id: 'kept' });
  db.close();
}
