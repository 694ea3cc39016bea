import { plusDays, type Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { liveTransactions } from '$lib/domain/ledger';
import { panelFromSeries, splitAdjusted, type Panel, type SplitRatio } from '$lib/domain/market';
import type { CurrencyCode } from '$lib/domain/money';
import { seriesInCurrency } from '$lib/quant/currencies';
import { loadLedger, loadPrices, loadRates, type VaultName } from '$lib/storage/dexie';
import { openedVault } from '../open-vault';

/** Which prices a decision is made on. */
export interface UniverseQuestion {
  readonly vault: VaultName;
  readonly instruments: readonly InstrumentId[];
  readonly base: CurrencyCode;
  readonly start: Day;
  readonly end: Day;
  readonly revision: number;
}

/** Closes in one currency, joined across booked splits; instruments without any, or without a rate, are named. */
export interface Universe {
  readonly panel: Panel;
  readonly missing: readonly { readonly instrument: InstrumentId; readonly reason: 'no-prices' | 'no-rate' }[];
}

let kept: { readonly key: string; readonly universe: Universe } | undefined;

/** The panel of a universe, read from the vault; kept while neither the question nor the vault changes. */
export async function universeOf(question: UniverseQuestion): Promise<Universe> {
  const { vault: name, instruments, base, start, end, revision } = question;
  const key = JSON.stringify([name, instruments, base, start, end, revision]);
  if (kept?.key === key) return kept.universe;
  const vault = await openedVault(question.vault);
  const span = { start: plusDays(question.start, -7), end: question.end };
  const [ledger, prices, rates] = await Promise.all([
    loadLedger(vault),
    loadPrices(vault, question.instruments, span),
    loadRates(vault)
  ]);
  const splits = new Map<InstrumentId, SplitRatio[]>();
  for (const { transaction } of liveTransactions(ledger.entries)) {
    if (transaction.verb !== 'split') continue;
    const { tradeDay: day, numerator, denominator } = transaction;
    splits.set(transaction.instrument, [
      ...(splits.get(transaction.instrument) ?? []),
      { day, numerator, denominator }
    ]);
  }
  const missing: { instrument: InstrumentId; reason: 'no-prices' | 'no-rate' }[] = [];
  const series = question.instruments.flatMap((instrument) => {
    const found = prices.series.find((one) => one.instrument === instrument);
    const converted =
      found && seriesInCurrency(splitAdjusted(found, splits.get(instrument) ?? []), question.base, rates.series);
    if (converted) return [converted];
    missing.push({ instrument, reason: found ? 'no-rate' : 'no-prices' });
    return [];
  });
  const universe = { panel: panelFromSeries(series, { start: question.start, end: question.end }), missing };
  kept = { key, universe };
  return universe;
}
