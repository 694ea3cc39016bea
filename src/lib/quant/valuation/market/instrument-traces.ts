import type { Day } from '$lib/domain/calendar';
import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import { ledgerFold, type LedgerFold, type LiveTransaction, type Trade, type Transaction } from '$lib/domain/ledger';
import type { SplitRatio } from '$lib/domain/market';
import {
  ONE,
  ZERO,
  absolute,
  decimal,
  divide,
  minorUnits,
  multiply,
  negate,
  scaledBy,
  subtract,
  sum,
  type Decimal
} from '$lib/domain/money';
import type { TradePrice } from './instrument-prices';
import type { ProblemLog } from './problem-log';
import type { HoldingCash } from './rolled-values';

/** What the ledger knows of one instrument's market. */
export interface Traces {
  readonly trades: Trade[];
  readonly splits: SplitRatio[];
  readonly cash: HoldingCash[];
  dividend: Day | undefined;
}

/** The multiplier of an instrument, undefined where it has none or one that is not above zero. */
export function multiplierOf(instrument: Instrument | undefined): Decimal | undefined {
  const multiplier = instrument?.multiplier === undefined ? undefined : decimal(instrument.multiplier);
  return multiplier !== undefined && multiplier > 0n ? multiplier : undefined;
}

/** What transactions in ledger order say of the market of each instrument. */
export function instrumentTraces(
  live: readonly LiveTransaction[],
  instruments: ReadonlyMap<InstrumentId, Instrument>,
  problems: ProblemLog
): Map<InstrumentId, Traces> {
  const byInstrument = new Map<InstrumentId, Traces>();
  const tracesFor = (id: InstrumentId): Traces => {
    let traces = byInstrument.get(id);
    if (!traces) byInstrument.set(id, (traces = { trades: [], splits: [], cash: [], dividend: undefined }));
    return traces;
  };
  const units = ledgerFold();
  for (const one of live) {
    const { transaction } = one;
    if ('price' in transaction) tracesFor(transaction.instrument).trades.push(transaction);
    else if (transaction.verb === 'dividend') tracesFor(transaction.instrument).dividend ??= transaction.tradeDay;
    else
      for (const split of splitsIn(transaction))
        noteSplit(tracesFor(split.instrument).splits, split, (day) =>
          problems.note('conflicting-splits', { instrument: split.instrument }, day)
        );
    const own = 'instrument' in transaction ? transaction.instrument : undefined;
    if (own !== undefined && instruments.get(own)?.kind === 'private') {
      units.apply(one);
      const cash = cashWith(one, own, units);
      if (cash) tracesFor(own).cash.push(cash);
    }
  }
  return byInstrument;
}

/** What a private holding was paid or paid out without a trade of its units. */
function cashWith(
  { transaction }: LiveTransaction,
  instrument: InstrumentId,
  units: LedgerFold
): HoldingCash | undefined {
  const paidOut = 'gross' in transaction && !('quantity' in transaction) ? transaction.gross.amount : ZERO;
  const amount = transaction.verb === 'capital-call' ? transaction.cash.amount : negate(paidOut);
  if (amount === 0n) return undefined;
  const held = units.holdings.filter((holding) => holding.instrument === instrument);
  return { day: transaction.tradeDay, amount, units: sum(held.map(({ quantity }) => quantity)) };
}

/** Ratios by which a transaction changes the units of an instrument that stays the same. */
function splitsIn(transaction: Transaction): (SplitRatio & { readonly instrument: InstrumentId; readonly day: Day })[] {
  const day = transaction.tradeDay;
  if (transaction.verb === 'split') {
    const { instrument, numerator, denominator } = transaction;
    return [{ day, instrument, numerator, denominator }];
  }
  if (!('receives' in transaction)) return [];
  const { instrument, keeps, receives } = transaction;
  return receives
    .filter((received) => received.instrument === instrument)
    .map(({ numerator, denominator }) => ({
      day,
      instrument,
      numerator: numerator + (keeps ? denominator : 0),
      denominator
    }));
}

function noteSplit(
  splits: SplitRatio[],
  { day, numerator, denominator }: SplitRatio & { day: Day },
  conflict: (day: Day) => void
): void {
  const known = splits.find((split) => split.day === day);
  if (!known) splits.push({ day, numerator, denominator });
  else if (known.numerator * denominator !== numerator * known.denominator) conflict(day);
}

/** Prices of trades in ledger order, that of the last trade of a day; what went for nothing has none. */
export function tradePrices(trades: readonly Trade[], multiplier: Decimal | undefined): TradePrice[] {
  const prices: TradePrice[] = [];
  for (const trade of trades) {
    const price = unitPrice(trade, multiplier);
    if (price <= 0n) continue;
    const point = { day: trade.tradeDay, price, currency: trade.gross.currency };
    if (prices.at(-1)?.day === point.day) prices[prices.length - 1] = point;
    else prices.push(point);
  }
  return prices;
}

/** Worth of a unit in whole units of currency: the stated price times the multiplier where it explains the gross amount, else gross / quantity. */
function unitPrice({ quantity, price, gross: { amount, currency } }: Trade, multiplier: Decimal = ONE): Decimal {
  const stated = multiply(price, multiplier);
  const difference = absolute(subtract(multiply(quantity, stated), amount));
  const minorUnit = scaledBy(ONE, 1n, 10n ** BigInt(minorUnits(currency)));
  return difference <= minorUnit || difference * 1000n <= amount ? stated : divide(amount, quantity);
}
