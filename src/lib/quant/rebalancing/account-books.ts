import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId } from '$lib/domain/ledger';
import {
  add,
  divide,
  minorUnits,
  multiply,
  rounded,
  subtract,
  sum,
  ONE,
  ZERO,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';
import { tradeAmounts } from './trade-costs';
import type { Trade, TradeListRequest, TradeNote, TradeQuote } from './trade-request';

/** Cash and positions of the accounts while a list is made; each act adds its row. */
export class AccountBooks {
  readonly cash = new Map<AccountId, Map<CurrencyCode, Decimal>>();
  readonly positions = new Map<AccountId, Map<InstrumentId, Decimal>>();
  readonly trades: Trade[] = [];
  readonly notes: TradeNote[] = [];
  private readonly rates: ReadonlyMap<CurrencyCode, Decimal>;

  constructor(private readonly request: TradeListRequest) {
    this.rates = new Map([
      ...request.rates.map(({ currency, rate }) => [currency, rate] as const),
      [request.baseCurrency, ONE] as const
    ]);
    for (const { account, currency, amount } of request.cash) this.addCash(account, currency, amount);
    for (const { account, instrument, quantity } of request.positions) this.addPosition(account, instrument, quantity);
  }

  private addCash(account: AccountId, currency: CurrencyCode, amount: Decimal): Decimal {
    const balances = this.cash.get(account) ?? new Map<CurrencyCode, Decimal>();
    this.cash.set(account, balances);
    const after = add(balances.get(currency) ?? ZERO, amount);
    balances.set(currency, after);
    return after;
  }

  private addPosition(account: AccountId, instrument: InstrumentId, quantity: Decimal): void {
    const held = this.positions.get(account) ?? new Map<InstrumentId, Decimal>();
    this.positions.set(account, held);
    held.set(instrument, add(held.get(instrument) ?? ZERO, quantity));
  }

  /** Base units for one unit of a currency, undefined when no rate was given. */
  rate(currency: CurrencyCode): Decimal | undefined {
    return this.rates.get(currency);
  }

  balance(account: AccountId, currency: CurrencyCode): Decimal {
    return this.cash.get(account)?.get(currency) ?? ZERO;
  }

  quantity(instrument: InstrumentId): Decimal {
    return sum([...this.positions.values()].map((held) => held.get(instrument) ?? ZERO));
  }

  /** Accounts holding an instrument long, the largest first. */
  holders(instrument: InstrumentId): { account: AccountId; quantity: Decimal }[] {
    return [...this.positions]
      .map(([account, held]) => ({ account, quantity: held.get(instrument) ?? ZERO }))
      .filter(({ quantity }) => quantity > ZERO)
      .sort((a, b) => (a.quantity === b.quantity ? 0 : a.quantity > b.quantity ? -1 : 1));
  }

  /** Value of all cash with a known rate, in the base currency. */
  cashValue(): Decimal {
    return sum(
      [...this.cash.values()].flatMap((balances) =>
        [...balances].map(([currency, amount]) => multiply(amount, this.rates.get(currency) ?? ZERO))
      )
    );
  }

  /** Money of an account in one currency when all its other balances are exchanged, and that balance alone. */
  reach(account: AccountId, currency: CurrencyCode): { own: Decimal; all: Decimal } {
    const own = this.balance(account, currency);
    let all = own;
    for (const [other, amount] of this.cash.get(account) ?? []) {
      if (other !== currency) all = add(all, this.convertible(amount, other, currency));
    }
    return { own, all };
  }

  private convertible(amount: Decimal, from: CurrencyCode, to: CurrencyCode): Decimal {
    const fromRate = this.rates.get(from);
    const toRate = this.rates.get(to);
    if (amount <= ZERO || !fromRate || !toRate) return ZERO;
    const kept = multiply(amount, subtract(ONE, this.request.exchangeCost), 'floor');
    return rounded(divide(multiply(kept, fromRate, 'floor'), toRate, 'floor'), minorUnits(to), 'floor');
  }

  /** Buys or sells in an account and adds the row. */
  trade(kind: 'buy' | 'sell', account: AccountId, quote: TradeQuote, quantity: Decimal): void {
    const { instrument, currency, price } = quote;
    const amounts = tradeAmounts(this.request, currency, quantity, price);
    const costs = add(amounts.commission, amounts.spreadCost);
    const cash = kind === 'buy' ? subtract(ZERO, add(amounts.gross, costs)) : subtract(amounts.gross, costs);
    const cashAfter = this.addCash(account, currency, cash);
    this.addPosition(account, instrument, kind === 'buy' ? quantity : subtract(ZERO, quantity));
    this.trades.push({ kind, account, instrument, currency, quantity, price, ...amounts, cash, cashAfter });
  }

  /** Exchanges other balances of an account, the most valuable first, until it has `needed` of a currency. */
  exchangeFor(account: AccountId, to: CurrencyCode, needed: Decimal): void {
    const toRate = this.rates.get(to);
    const others = [...(this.cash.get(account) ?? [])]
      .map(([from, amount]) => ({ from, amount, room: this.convertible(amount, from, to) }))
      .filter(({ from, room }) => from !== to && room > ZERO)
      .sort((a, b) => (a.room === b.room ? 0 : a.room > b.room ? -1 : 1));
    for (const { from, amount, room } of others) {
      const missing = subtract(needed, this.balance(account, to));
      const fromRate = this.rates.get(from);
      if (missing <= ZERO || !fromRate || !toRate) return;
      const bought = room < missing ? room : missing;
      const worth = divide(multiply(bought, toRate), fromRate);
      const asked = divide(worth, subtract(ONE, this.request.exchangeCost), 'ceiling');
      const rounding = rounded(asked, minorUnits(from), 'ceiling');
      const sold = rounding > amount ? amount : rounding;
      const fromAfter = this.addCash(account, from, subtract(ZERO, sold));
      const toAfter = this.addCash(account, to, bought);
      const rate = divide(fromRate, toRate);
      const cost = subtract(sold, worth);
      this.trades.push({ kind: 'exchange', account, from, to, sold, bought, rate, cost, fromAfter, toAfter });
    }
  }
}
