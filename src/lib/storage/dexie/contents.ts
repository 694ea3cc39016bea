import type { Instrument } from '$lib/domain/instruments';
import { GENESIS_HASH, type Account, type JournalEntry } from '$lib/domain/ledger';
import { soundEntries } from './chain';
import { HeadMovedError, written } from './errors';
import { readableRows, type VaultProblem } from './problems';
import type {
  BatchRecord,
  PriceHeader,
  RateHeader,
  Retirable,
  SavedMapping,
  SavedResult,
  SeriesChange,
  SettingRow
} from './schema';
import { priceStore, rateStore } from './series';
import { readRuns, writeSeries, type Identity } from './series-store';
import { announceChange, vaultParts, type Vault } from './vault';
import type { Run } from './year-parts';

/** A series with everything its header says but its extent. */
export type StoredSeries<Header> = Identity<Header> & { readonly revision: number } & Run;

/** Everything that a vault holds. */
export interface VaultContents {
  readonly entries: readonly JournalEntry[];
  readonly batches: readonly BatchRecord[];
  readonly changes: readonly SeriesChange[];
  readonly accounts: readonly Retirable<Account>[];
  readonly instruments: readonly Retirable<Instrument>[];
  readonly prices: readonly StoredSeries<PriceHeader>[];
  readonly rates: readonly StoredSeries<RateHeader>[];
  readonly settings: readonly SettingRow[];
  readonly mappings: readonly SavedMapping[];
  readonly results: readonly SavedResult[];
}

/** Everything in a vault as of one moment, in the order of the keys; what cannot be read is told and left out. */
export async function vaultContents(vault: Vault): Promise<{ contents: VaultContents; problems: VaultProblem[] }> {
  const { db } = vault;
  const problems: VaultProblem[] = [];
  return db.transaction('r', db.tables, async () => {
    const journal = await readableRows(db.journal.orderBy('sequence'), db.journal, () => undefined);
    const series = await db.series.toArray();
    const prices = await readRuns(db, priceStore, series, undefined, problems);
    const rateSeries = await db.rateSeries.toArray();
    const rates = await readRuns(db, rateStore, rateSeries, undefined, problems);
    const outputs = new Map((await db.outputs.toArray()).map(({ id, output }) => [id, output]));
    const contents: VaultContents = {
      entries: soundEntries(journal, problems),
      batches: await db.batches.toArray(),
      changes: await db.changes.toArray(),
      accounts: await db.accounts.toArray(),
      instruments: await db.instruments.toArray(),
      prices: series.map(({ instrument, currency, adjustment, quoteUnit, source, revision }, i) => ({
        ...{ instrument, currency, adjustment, quoteUnit, source, revision },
        ...runAt(prices, i)
      })),
      rates: rateSeries.map(({ base, quote, source, revision }, i) => ({
        ...{ base, quote, source, revision },
        ...runAt(rates, i)
      })),
      settings: await db.settings.toArray(),
      mappings: await db.mappings.toArray(),
      results: (await db.results.toArray()).map((summary) => ({ ...summary, output: outputs.get(summary.id) }))
    };
    return { contents, problems };
  });
}

const noRun: Run = { days: new Int32Array(0), values: new Float64Array(0) };

function runAt(runs: readonly Run[], index: number): Run {
  return runs[index] ?? noRun;
}

/**
 * Puts other contents in the place of all that a vault holds, in one transaction.
 * @throws HeadMovedError when `expectedHead` is given and the journal has another one by then.
 */
export async function replaceContents(
  vault: Vault,
  contents: VaultContents,
  { expectedHead }: { readonly expectedHead?: string | undefined } = {}
): Promise<void> {
  const { db } = vault;
  await written(() =>
    db.transaction('rw', db.tables, async () => {
      const head = (await db.journal.orderBy('sequence').last())?.hash ?? GENESIS_HASH;
      if (expectedHead !== undefined && expectedHead !== head) throw new HeadMovedError(expectedHead, head);
      for (const table of db.tables) await table.clear();
      await db.journal.bulkAdd([...contents.entries]);
      await db.batches.bulkAdd([...contents.batches]);
      await db.changes.bulkAdd([...contents.changes]);
      await db.accounts.bulkAdd([...contents.accounts]);
      await db.instruments.bulkAdd([...contents.instruments]);
      for (const { days, values, revision, ...identity } of contents.prices)
        await writeSeries(db, priceStore, { identity, revision, run: { days, values } }, {});
      for (const { days, values, revision, ...identity } of contents.rates)
        await writeSeries(db, rateStore, { identity, revision, run: { days, values } }, {});
      await db.settings.bulkAdd([...contents.settings]);
      await db.mappings.bulkAdd([...contents.mappings]);
      await db.results.bulkAdd(contents.results.map(({ output: _, ...summary }) => summary));
      await db.outputs.bulkAdd(contents.results.map(({ id, output }) => ({ id, output })));
    })
  );
  announceChange(vault, vaultParts);
}
