import type { InstrumentId } from '$lib/domain/instruments';
import type { LedgerFilter } from '$lib/domain/ledger';
import type { VaultName } from '$lib/storage/dexie';
import { ledgerCounts, ledgerSums, type LedgerGrouping } from './ledger-sums';
import { periodReturns, type IndexRun } from './period-returns';
import { priceCoverage } from './price-coverage';
import { priceRollup, priceRollupColumns, type RollupUnit } from './price-rollup';
import { withVaultTables as within } from './vault-tables';

type Of<Question> = Question & { readonly vault: VaultName };

/** The questions that the tables of a vault answer. */
export const tablesJobs = {
  priceCoverage: ({ vault }: Of<object>) => within(vault, 'prices', ({ tables }) => priceCoverage(tables)),

  priceRollup: ({ vault, unit, instruments }: Of<{ unit: RollupUnit; instruments?: readonly InstrumentId[] }>) =>
    within(vault, 'prices', ({ tables }) => priceRollup(tables, unit, instruments)),

  /** {@link priceRollup} of many instruments, as columns. */
  priceRollupColumns: ({ vault, unit, instruments }: Of<{ unit: RollupUnit; instruments?: readonly InstrumentId[] }>) =>
    within(vault, 'prices', ({ tables }) => priceRollupColumns(tables, unit, instruments)),

  ledgerSums: ({ vault, filter, by }: Of<{ filter: LedgerFilter; by?: LedgerGrouping }>) =>
    within(vault, 'ledger', ({ tables }) => ledgerSums(tables, filter, by)),

  ledgerCounts: ({ vault, filter, by }: Of<{ filter: LedgerFilter; by: Exclude<LedgerGrouping, 'all'> }>) =>
    within(vault, 'ledger', ({ tables }) => ledgerCounts(tables, filter, by)),

  periodReturns: ({ vault, ...run }: Of<IndexRun>) =>
    within(vault, 'nothing', ({ tables }) => periodReturns(tables, run))
};
