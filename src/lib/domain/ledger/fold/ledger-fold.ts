import { dayText, type Day } from '../../calendar';
import type { InstrumentId } from '../../instruments';
import { add, multiply, subtract, ZERO, type CurrencyCode, type Decimal } from '../../money';
import type {
  AssertionOutcome,
  Balance,
  CashBalance,
  Holding,
  LedgerWarning,
  LiveTransaction,
  Lot,
  Position,
  RealisedGain
} from '../book';
import type { Account, AccountId, LotMethod } from '../transaction';
import { descriptorOf } from '../verbs';
import { LedgerBooks, type BooksOptions } from './ledger-books';
import { lotRuleOf, type LotRule, type LotTaxTerms } from './lots';

/** How a ledger is folded. */
export interface FoldOptions extends LotTaxTerms {
  /** Which lots are closed where none are picked, everywhere or by holding; first in, first out when absent. */
  readonly lotMethod?: LotMethod | ((account: AccountId, instrument: InstrumentId) => LotMethod);
  /** Keeps all costs and proceeds in one currency, each at the rate of its day. */
  readonly costIn?: CostCurrency;
}

/** A currency that costs are kept in. */
export interface CostCurrency {
  readonly currency: CurrencyCode;
  /** What one unit of a currency is worth in it; where undefined, the amount stays in its own currency. */
  rate(currency: CurrencyCode, day: Day): Decimal | undefined;
}

/** The lot method of each account by its settings, for the fold; first in, first out where it has none. */
export function lotMethodsOf(accounts: Iterable<Account>): (account: AccountId) => LotMethod {
  const methods = new Map<AccountId, LotMethod>();
  for (const { id, lotMethod } of accounts) if (lotMethod) methods.set(id, lotMethod);
  return (account) => methods.get(account) ?? 'fifo';
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
  /** Statements held against the close of their day. */
  readonly assertions: readonly AssertionOutcome[];
  quantity(account: AccountId, instrument: InstrumentId): Decimal;
  cash(account: AccountId, currency: CurrencyCode): Decimal;
  /** What is held now, as a copy that later transactions do not change. */
  positions(): Position[];
  /** Cash now, as a copy; balances that came back to zero included. */
  cashBalances(): CashBalance[];
}

/** An empty ledger to apply transactions to. First in, first out takes O(1) per transaction and lot closed. */
export function ledgerFold(options: FoldOptions = {}): LedgerFold {
  const books = new LedgerBooks(booksOptions(options));
  const { lots, cash } = books;
  const assertions: AssertionOutcome[] = [];
  let last = -Infinity;
  const quantity: LedgerFold['quantity'] = (account, instrument) => lots.known(account, instrument)?.quantity ?? ZERO;
  const cashOf: LedgerFold['cash'] = (account, currency) => cash.of(account, currency)?.amount ?? ZERO;
  return {
    apply({ event, transaction }) {
      const { tradeDay: day, verb } = transaction;
      if (day < last) throw new RangeError(`event "${event}" of ${dayText(day)} comes after a later one`);
      last = day;
      const descriptor = descriptorOf(verb);
      descriptor.fold(transaction, event, books);
      if (!descriptor.states) return;
      const state = descriptor.states(transaction);
      const { account, what, stated } = state;
      const found = what.kind === 'currency' ? cashOf(account, what.code) : quantity(account, what.id);
      assertions.push({ event, day, ...state, found, difference: subtract(stated, found) });
    },
    holdings: lots.holdings,
    balances: cash.balances,
    realised: lots.realised,
    warnings: lots.warnings,
    assertions,
    quantity,
    cash: cashOf,
    positions: () => lots.holdings.flatMap(positionsOf),
    cashBalances: () => cash.balances.map(({ account, currency, amount }) => ({ account, currency, amount }))
  };
}

function booksOptions({ lotMethod = 'fifo', costIn, ...terms }: FoldOptions): BooksOptions {
  const rules = new Map<LotMethod, LotRule>();
  const ruleOf = (method: LotMethod): LotRule => {
    const known = rules.get(method) ?? lotRuleOf(method, terms);
    rules.set(method, known);
    return known;
  };
  const only = typeof lotMethod === 'function' ? undefined : ruleOf(lotMethod);
  return {
    ruleOf: (account, instrument) =>
      only ?? ruleOf(typeof lotMethod === 'function' ? lotMethod(account, instrument) : lotMethod),
    converted(money, day) {
      if (!costIn || money.currency === costIn.currency) return money;
      const rate = costIn.rate(money.currency, day);
      return rate === undefined ? money : { ...money, amount: multiply(money.amount, rate), currency: costIn.currency };
    }
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
