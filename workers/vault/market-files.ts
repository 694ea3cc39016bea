import type { Instrument } from '$lib/domain/instruments';
import type { BatchId } from '$lib/domain/ledger';
import type { PriceSeries } from '$lib/domain/market';
import {
  appendActs,
  loadMacro,
  loadPricesWithOrigins,
  loadRates,
  retain,
  saveMacro,
  type Retained,
  type Retention,
  type VaultName
} from '$lib/storage/dexie';
import {
  macroFromParquet,
  parquetOfMacro,
  parquetOfPrices,
  parquetOfRates,
  pricesFromParquet,
  ratesFromParquet,
  type ParquetProblem
} from '$lib/storage/parquet';
import { openedVault } from '../open-vault';

/** Which series a Parquet file holds. */
export type ParquetKind = 'prices' | 'rates' | 'macro';

/** All series of one kind as a Parquet file in the long form: a row for each value. */
export async function marketParquet(question: { readonly vault: VaultName; readonly kind: ParquetKind }) {
  const vault = await openedVault(question.vault);
  switch (question.kind) {
    case 'prices':
      return parquetOfPrices((await loadPricesWithOrigins(vault)).series);
    case 'rates':
      return parquetOfRates((await loadRates(vault)).series);
    case 'macro':
      return parquetOfMacro((await loadMacro(vault)).series);
  }
}

/** A Parquet file to be kept. */
export interface ParquetFile {
  readonly vault: VaultName;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly batch: BatchId;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
}

/** What came of keeping a Parquet file. */
export type KeptParquet =
  | { readonly status: 'kept'; readonly kind: ParquetKind; readonly series: number; readonly values: number }
  | { readonly status: 'refused'; readonly problems: readonly ParquetProblem[] };

/**
 * Keeps the series of a Parquet file as imported: prices where it has instruments, rates where it has pairs, else series of
 * the economy. Prices and rates are one act, with records of instruments that were not known.
 */
export async function keepParquet({ vault: name, bytes, ...file }: ParquetFile): Promise<KeptParquet> {
  const vault = await openedVault(name);
  const act = { batch: file.batch, title: file.title, file: file.name, recordedAt: file.recordedAt };
  const prices = await pricesFromParquet(bytes);
  if (prices.status === 'read') {
    const known = new Set((await vault.db.instruments.toArray()).map(({ id }) => id));
    const instruments = prices.series.filter((one) => !known.has(one.instrument)).map(recordOf);
    const { batch } = await appendActs(vault, [], { ...act, instruments, prices: prices.series });
    return { status: 'kept', kind: 'prices', series: prices.series.length, values: batch.prices };
  }
  const rates = await ratesFromParquet(bytes);
  if (rates.status === 'read') {
    const { batch } = await appendActs(vault, [], { ...act, rates: rates.series });
    return { status: 'kept', kind: 'rates', series: rates.series.length, values: batch.rates };
  }
  const macro = await macroFromParquet(bytes);
  if (macro.status === 'read') {
    const { written } = await saveMacro(vault, macro.series, { origin: 'imported', recordedAt: file.recordedAt });
    return { status: 'kept', kind: 'macro', series: macro.series.length, values: written };
  }
  // The kind with the fewest missing columns is the one that was meant.
  const [closest] = [prices, rates, macro].sort((a, b) => a.problems.length - b.problems.length);
  return { status: 'refused', problems: closest?.problems ?? [] };
}

/** A record for an instrument of which the file knows the id alone. */
function recordOf({ instrument, currency }: PriceSeries): Instrument {
  return {
    id: instrument,
    kind: 'equity',
    name: instrument,
    currency,
    identifiers: [{ scheme: 'symbol', value: instrument }]
  };
}

/** Deletes what is older than a person wants to keep. Closes and rates are never among it. */
export async function retainMarket(question: {
  readonly vault: VaultName;
  readonly limits: Retention;
}): Promise<Retained> {
  return retain(await openedVault(question.vault), question.limits);
}
