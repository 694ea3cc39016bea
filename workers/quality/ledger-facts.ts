import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import { ledgerFold, type LiveTransaction } from '$lib/domain/ledger';
import type { PriceSeries, SplitRatio } from '$lib/domain/market';
import { decimalToNumber } from '$lib/domain/money';
import type { Opinion } from '$lib/quant/quality';
import type { VaultName } from '$lib/storage/dexie';
import { keptLedger } from '../kept-ledger';

/** What the ledger knows of series. */
export interface LedgerFacts {
  readonly instruments: ReadonlyMap<InstrumentId, Instrument>;
  readonly held: ReadonlySet<InstrumentId>;
  readonly splits: (instrument: InstrumentId) => readonly SplitRatio[];
  /** Prices of trades in the unit of a series, ascending; undefined when there are none. */
  readonly trades: (
    series: Pick<PriceSeries, 'instrument' | 'currency' | 'quoteUnit'>
  ) => Omit<Opinion, 'source'> | undefined;
}

type Traded = ReadonlyMap<
  InstrumentId,
  readonly { readonly day: number; readonly currency: string; readonly price: number }[]
>;

interface Replayed {
  readonly transactions: readonly LiveTransaction[];
  readonly held: ReadonlySet<InstrumentId>;
  readonly splits: ReadonlyMap<InstrumentId, readonly SplitRatio[]>;
  readonly traded: Traded;
}

// Each chunk of series asks for it: replayed once for a ledger.
let kept: Replayed | undefined;

/** Reads what the checks ask of the ledger. */
export async function ledgerFacts(name: VaultName): Promise<LedgerFacts> {
  const { instruments, transactions } = await keptLedger(name);
  if (kept?.transactions !== transactions) kept = replayed(transactions);
  const { held, splits, traded } = kept;
  return {
    instruments: new Map(instruments.map((one) => [one.id, one])),
    held,
    splits: (instrument) => splits.get(instrument) ?? [],
    trades: (series) => tradesOf(traded, series)
  };
}

function replayed(transactions: readonly LiveTransaction[]): Replayed {
  const splits = new Map<InstrumentId, SplitRatio[]>();
  const traded = new Map<InstrumentId, { day: number; currency: string; price: number }[]>();
  const fold = ledgerFold();
  for (const live of transactions) {
    const { transaction } = live;
    fold.apply(live);
    if (transaction.verb === 'split') {
      const { instrument, tradeDay: day, numerator, denominator } = transaction;
      splits.set(instrument, [...(splits.get(instrument) ?? []), { day, numerator, denominator }]);
    }
    if (!('price' in transaction)) continue;
    const { instrument, tradeDay: day, price, gross } = transaction;
    const own = traded.get(instrument) ?? [];
    own.push({ day, currency: gross.currency, price: decimalToNumber(price) });
    traded.set(instrument, own);
  }
  const held = new Set(fold.holdings.flatMap(({ instrument, quantity }) => (quantity === 0n ? [] : [instrument])));
  return { transactions, held, splits, traded };
}

function tradesOf(
  traded: Traded,
  { instrument, currency, quoteUnit }: Parameters<LedgerFacts['trades']>[0]
): ReturnType<LedgerFacts['trades']> {
  const byDay = new Map<number, number>();
  const scale = quoteUnit === 'currency' ? 1 : 100;
  for (const one of traded.get(instrument) ?? [])
    if (one.currency === currency && one.price > 0) byDay.set(one.day, one.price * scale);
  if (byDay.size === 0) return undefined;
  const days = Int32Array.from(byDay.keys()).sort();
  return { days, values: Float64Array.from(days, (day) => byDay.get(day) ?? NaN) };
}
