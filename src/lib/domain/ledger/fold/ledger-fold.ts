import { dayText } from '../../calendar';
import type { InstrumentId } from '../../instruments';
import { add, ZERO, type CurrencyCode, type Decimal } from '../../money';
import type {
  Balance,
  CashBalance,
  Holding,
  LedgerWarning,
  LiveTransaction,
  Lot,
  Position,
  RealisedGain
} from '../book';
import type { AccountId } from '../transaction';
import { descriptorOf } from '../verbs';
import { LedgerBooks } from './ledger-books';

/** How a ledger is folded. */
export interface FoldOptions {
  /** Which lots a sale closes: first in, first out. */
  readonly lotMethod?: 'fifo';
}

/** The accounts while transactions are applied one by one, in ledger order. All lists are live. */
export interface LedgerFold {
  /** Books a transaction. @throws RangeError when its trade day is before that of the one applied last. */
  apply(live: LiveTransaction): void;
  /** A slot for each account and instrument ever touched; only appended to. */
  readonly holdings: readonly Holding[];
  /** A slot for each account and currency ever touched; only appended to. */
  readonly balances: readonly Balance[];
  readonly realised: readonly RealisedGain[];
  readonly warnings: readonly LedgerWarning[];
  quantity(account: AccountId, instrument: InstrumentId): Decimal;
  cash(account: AccountId, currency: CurrencyCode): Decimal;
  /** What is held now, as a copy that later transactions do not change. */
  positions(): Position[];
  /** Cash now, as a copy; balances that came back to zero included. */
  cashBalances(): CashBalance[];
}

/** An empty ledger to apply transactions to. Takes O(1) per transaction and lot closed. */
export function ledgerFold(options: FoldOptions = {}): LedgerFold {
  if (options.lotMethod !== undefined && options.lotMethod !== 'fifo')
    throw new RangeError(`unknown lot method: ${String(options.lotMethod)}`);
  const books = new LedgerBooks();
  let last = -Infinity;
  return {
    apply({ event, transaction }) {
      const { tradeDay, verb } = transaction;
      if (tradeDay < last) throw new RangeError(`event "${event}" of ${dayText(tradeDay)} comes after a later one`);
      last = tradeDay;
      descriptorOf(verb).fold(transaction, event, books);
    },
    holdings: books.holdings,
    balances: books.balances,
    realised: books.realised,
    warnings: books.warnings,
    quantity: (account, instrument) => books.holdingOf(account, instrument)?.quantity ?? ZERO,
    cash: (account, currency) => books.balanceOf(account, currency)?.amount ?? ZERO,
    positions: () => books.holdings.flatMap(positionsOf),
    cashBalances: () => books.balances.map(({ account, currency, amount }) => ({ account, currency, amount }))
  };
}

function positionsOf({ account, instrument, lots }: Holding): Position[] {
  const byCurrency = new Map<CurrencyCode, Lot[]>();
  for (const lot of lots) {
    const known = byCurrency.get(lot.currency);
    if (known) known.push(lot);
    else byCurrency.set(lot.currency, [lot]);
  }
  return Array.from(byCurrency, ([currency, own]) => ({
    account,
    instrument,
    quantity: own.reduce((sum, lot) => add(sum, lot.quantity), ZERO),
    cost: own.reduce((sum, lot) => add(sum, lot.cost), ZERO),
    currency,
    lots: own
  }));
}
