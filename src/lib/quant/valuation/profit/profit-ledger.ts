import type { Day, Period } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type {
  AccountId,
  Holding,
  LiveTransaction,
  Lot,
  SecurityTransfer,
  Trade,
  Transaction
} from '$lib/domain/ledger';
import { negate, subtract, type CurrencyCode, type Decimal } from '$lib/domain/money';
import { includesAccount, includesInstrument } from '$lib/domain/portfolio';
import { HoldingCapital, sharesOf } from './holding-capital';
import { pointPrice } from '../market';
import { closedCapital, mergedCapital, splitCapital, type Capital } from './lot-capital';
import {
  cashFlowOf,
  type ValuedBook,
  type Wide,
  WIDE_ZERO,
  wideAmount,
  wideMinus,
  widePlus,
  wideProduct,
  wideShare
} from '../worth';
import { PartsTally, type ProfitPartName } from './profit-parts';

/** Profit of a portfolio over a period while its transactions are booked; all sums are exact. */
export class ProfitLedger {
  /** By instrument; cash, interest and fees of accounts under undefined. */
  readonly tallies = new Map<InstrumentId | undefined, PartsTally>();
  /** Net worth of what crossed the border. */
  flows = WIDE_ZERO;
  /** Cash that came and went at the rates of its days, exchanges apart. */
  #cashBooked = WIDE_ZERO;
  readonly #holdings = new Map<Holding, HoldingCapital>();

  constructor(
    private readonly book: ValuedBook,
    { start, end }: Period
  ) {
    book.advance(start);
    for (const holding of book.holdings) {
      const worth = this.#capitalOf(holding).openAtMarket(book, start);
      const tally = this.tally(holding.instrument);
      tally.opening = widePlus(tally.opening, worth);
    }
    const openingCash = book.cashValue(start);
    book.advance(end, (one, apply) => this.#book(one, apply));
    for (const holding of book.holdings) this.#close(holding, end);
    if (book.filter.instruments === undefined) this.#closeCash(openingCash, book.cashValue(end));
  }

  tally(instrument: InstrumentId | undefined): PartsTally {
    let tally = this.tallies.get(instrument);
    if (!tally) this.tallies.set(instrument, (tally = new PartsTally()));
    return tally;
  }

  #close(holding: Holding, end: Day): void {
    const capital = this.#capitalOf(holding);
    const worth = this.book.holdingValue(holding, end);
    const { gain, currency } = capital.capital.openGain(worth, capital.localRate(this.book, end));
    const tally = this.tally(holding.instrument);
    tally.closing = widePlus(tally.closing, worth);
    tally.add('unrealised', gain);
    tally.add('currency', currency);
  }

  /** What cash is worth more than what was booked is the work of rates. */
  #closeCash(opening: Wide, closing: Wide): void {
    const tally = this.tally(undefined);
    tally.opening = opening;
    tally.closing = closing;
    tally.add('currency', wideMinus(wideMinus(closing, opening), this.#cashBooked));
  }

  #book(one: LiveTransaction, apply: () => void): void {
    const { transaction } = one;
    apply();
    const flow = cashFlowOf(one, this.book);
    this.flows = widePlus(this.flows, flow);
    switch (transaction.verb) {
      case 'buy':
      case 'buy-to-cover':
        this.#trade(transaction, -1n);
        break;
      case 'sell':
      case 'sell-short':
        this.#trade(transaction, 1n);
        break;
      case 'split':
        this.#holdingCapital(transaction.account, transaction.instrument)?.rescale();
        break;
      case 'transfer-securities':
        this.#transfer(transaction);
        break;
      case 'opening-position':
        this.#inKind(this.#holdingCapital(transaction.account, transaction.instrument), transaction.tradeDay, []);
        break;
      case 'dividend':
        this.#earn(transaction, 'income', transaction.gross.currency, transaction.gross.amount, transaction.instrument);
        this.#charge(transaction, transaction.gross.currency, transaction.instrument);
        break;
      case 'interest':
        this.#earn(transaction, 'income', transaction.gross.currency, transaction.gross.amount);
        this.#charge(transaction, transaction.gross.currency);
        break;
      case 'fee':
      case 'tax': {
        const part = transaction.verb === 'fee' ? 'fees' : 'taxes';
        const { cash, instrument } = transaction;
        this.#earn(transaction, part, cash.currency, negate(cash.amount), instrument);
        break;
      }
      case 'exchange':
        this.#charge(transaction, transaction.sold.currency);
        break;
      case 'deposit':
      case 'withdrawal':
      case 'opening-cash':
      case 'transfer-cash':
        this.#cashBooked = widePlus(this.#cashBooked, flow);
    }
  }

  #earn(
    { account, tradeDay }: Transaction,
    part: ProfitPartName,
    currency: CurrencyCode,
    amount: Decimal,
    instrument?: InstrumentId
  ): void {
    if (amount === 0n || !this.#includes(account, instrument)) return;
    const worth = wideAmount(amount, this.book.market.rates.rate(currency, tradeDay));
    this.tally(instrument).add(part, worth);
    this.#cashBooked = widePlus(this.#cashBooked, worth);
  }

  #charge(
    transaction: Transaction & { fees: Decimal; taxes: Decimal },
    currency: CurrencyCode,
    instrument?: InstrumentId
  ): void {
    this.#earn(transaction, 'fees', currency, negate(transaction.fees), instrument);
    this.#earn(transaction, 'taxes', currency, negate(transaction.taxes), instrument);
  }

  /** Lots closed and opened share the gross amount by their units. @param direction 1 when cash comes in. */
  #trade(trade: Trade, direction: 1n | -1n): void {
    const { account, instrument, tradeDay: day, gross } = trade;
    const holding = this.#holdingCapital(account, instrument);
    const change = holding?.change();
    if (!holding || !change) return;
    this.#charge(trade, gross.currency, instrument);
    const amount = wideAmount(gross.amount, this.book.market.rates.rate(gross.currency, day));
    const received = direction > 0n ? amount : wideMinus(WIDE_ZERO, amount);
    this.#cashBooked = widePlus(this.#cashBooked, received);
    const shares = sharesOf(received, [...change.removed, ...change.added]);
    const rate = holding.localRate(this.book, day);
    change.removed.forEach(({ id, quantity }, at) => {
      const capital = holding.capital.take(id, quantity);
      this.#realise(instrument, 'realised', closedCapital(capital, shares[at] ?? WIDE_ZERO, rate));
    });
    change.added.forEach(({ id, quantity }, at) => {
      const paid = wideMinus(WIDE_ZERO, shares[change.removed.length + at] ?? WIDE_ZERO);
      holding.capital.open(id, quantity, paid, rate);
    });
  }

  /** Between two accounts of the portfolio capital goes along with the lots; across its border lots go at the day's close. */
  #transfer({ account, to, instrument, tradeDay: day }: SecurityTransfer): void {
    const source = this.#holdingCapital(account, instrument);
    const target = this.#holdingCapital(to, instrument);
    const carried = this.#inKind(source, day, [], target !== undefined);
    const left = this.#inKind(target, day, carried);
    this.#leave(source ?? target, left, day);
  }

  /**
   * Books lots that came or went without a price. New lots take capital that was carried, the rest opens at the close.
   * @returns capital taken out and not put to work again.
   */
  #inKind(holding: HoldingCapital | undefined, day: Day, carried: Capital[], keep = false): Capital[] {
    const change = holding?.change();
    if (!holding || !change) return carried;
    const taken = change.removed.map(({ id, quantity }) => holding.capital.take(id, quantity));
    const pool = [...carried];
    for (const lot of change.added) {
      const own = splitCapital(pool, lot.quantity);
      const missing = subtract(lot.quantity, own.quantity);
      const opened = missing === 0n ? WIDE_ZERO : this.#arrivalOf(holding, lot, missing, day);
      this.flows = widePlus(this.flows, opened);
      holding.capital.receive(lot.id, mergedCapital(own, missing, opened, holding.localRate(this.book, day)));
    }
    if (keep) return [...pool, ...taken];
    this.#leave(holding, taken, day);
    return pool;
  }

  #arrivalOf(holding: HoldingCapital, lot: Lot, quantity: Decimal, day: Day): Wide {
    const cost = (): Wide => wideAmount(lot.cost, this.book.market.rates.rate(lot.currency, day));
    return this.#worthOf(holding, quantity, day) ?? wideShare(cost(), quantity, lot.quantity);
  }

  /** Capital that leaves at the day's close: its gain was never realised by a sale. */
  #leave(holding: HoldingCapital | undefined, leaving: readonly Capital[], day: Day): void {
    if (!holding) return;
    const rate = holding.localRate(this.book, day);
    for (const capital of leaving) {
      const worth = this.#worthOf(holding, capital.quantity, day) ?? wideAmount(capital.local, rate);
      this.flows = wideMinus(this.flows, worth);
      this.#realise(holding.holding.instrument, 'unrealised', closedCapital(capital, worth, rate));
    }
  }

  #realise(instrument: InstrumentId, part: ProfitPartName, { gain, currency }: { gain: Wide; currency: Wide }): void {
    const tally = this.tally(instrument);
    tally.add(part, gain);
    tally.add('currency', currency);
  }

  /** Worth of some units at the close of a day; undefined where no price is known. */
  #worthOf({ holding }: HoldingCapital, quantity: Decimal, day: Day): Wide | undefined {
    const { market } = this.book;
    const point = market.pricesOf(holding.instrument).point(day);
    return point && wideProduct(quantity, pointPrice(point), market.rates.rate(point.currency, day));
  }

  #includes(account: AccountId, instrument: InstrumentId | undefined): boolean {
    const { filter } = this.book;
    if (!includesAccount(filter, account)) return false;
    if (filter.instruments === undefined) return true;
    return instrument !== undefined && includesInstrument(filter, instrument);
  }

  #holdingCapital(account: AccountId, instrument: InstrumentId): HoldingCapital | undefined {
    if (!this.#includes(account, instrument)) return undefined;
    const known = this.book.holdingOf(account, instrument);
    return known && this.#capitalOf(known);
  }

  #capitalOf(holding: Holding): HoldingCapital {
    let capital = this.#holdings.get(holding);
    if (!capital) this.#holdings.set(holding, (capital = new HoldingCapital(holding)));
    return capital;
  }
}
