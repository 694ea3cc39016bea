import type { Period } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { bookTransaction, postingsOf, type Holding, type LiveTransaction, type Posting } from '$lib/domain/ledger';
import { negate } from '$lib/domain/money';
import { includesAccount, includesInstrument } from '$lib/domain/portfolio';
import { CapitalBooks } from './capital-books';
import type { PartsTally, ProfitPartName } from './profit-parts';
import { ProfitSums, type ProfitEntry } from './profit-sums';
import {
  moneyFlow,
  staysInside,
  type ValuedBook,
  type Wide,
  WIDE_ZERO,
  wideAmount,
  wideMinus,
  widePlus
} from '../worth';

/** The part of the profit that money on a side of the books belongs to. */
const partOfSide: Partial<Record<Posting['side'], ProfitPartName>> = {
  dividend: 'income',
  interest: 'income',
  fee: 'fees',
  tax: 'taxes'
};

/**
 * Profit of a portfolio over a period while its transactions are booked; all sums are exact. Income, costs and flows follow
 * from the legs of a transaction, gains from what the ledger does to its lots: no verb is known here.
 */
export class ProfitLedger {
  readonly #sums: ProfitSums;
  readonly #capital: CapitalBooks;
  /** Cash that came and went at the rates of its days, exchanges apart. */
  #cashBooked = WIDE_ZERO;

  constructor(
    private readonly book: ValuedBook,
    { start, end }: Period,
    entries?: ProfitEntry[]
  ) {
    this.#sums = new ProfitSums(entries);
    this.#capital = new CapitalBooks(book, this.#sums);
    book.advance(start);
    for (const holding of book.holdings) {
      const worth = this.#capital.capitalOf(holding).openAtMarket(book, start);
      const tally = this.#sums.tally(holding.instrument);
      tally.opening = widePlus(tally.opening, worth);
    }
    const openingCash = book.cashValue(start);
    book.advance(end, (one, apply) => this.#book(one, apply));
    this.#sums.at(end);
    for (const holding of book.holdings) this.#close(holding, end);
    if (book.filter.instruments === undefined) this.#closeCash(openingCash, book.cashValue(end));
  }

  /** By instrument; cash, interest and fees of accounts under undefined. */
  get tallies(): ReadonlyMap<InstrumentId | undefined, PartsTally> {
    return this.#sums.tallies;
  }

  /** Net worth of what crossed the border. */
  get flows(): Wide {
    return this.#sums.flows;
  }

  #close(holding: Holding, end: Period['end']): void {
    const capital = this.#capital.capitalOf(holding);
    const worth = this.book.holdingValue(holding, end);
    const { gain, currency } = capital.capital.openGain(worth, capital.localRate(this.book, end));
    const tally = this.#sums.tally(holding.instrument);
    tally.closing = widePlus(tally.closing, worth);
    this.#sums.realise(holding.instrument, 'unrealised', { gain, currency });
  }

  /** What cash is worth more than what was booked is the work of rates. */
  #closeCash(opening: Wide, closing: Wide): void {
    const tally = this.#sums.tally(undefined);
    tally.opening = opening;
    tally.closing = closing;
    this.#sums.add(undefined, 'currency', wideMinus(wideMinus(closing, opening), this.#cashBooked));
  }

  #book(one: LiveTransaction, apply: () => void): void {
    const { book } = this;
    const legs = postingsOf(one.event, one.transaction, book.fold.quantity);
    const { realised } = book.fold;
    const before = realised.length;
    apply();
    this.#sums.at(one.transaction.tradeDay, one.event);
    if (!staysInside(one.transaction, book.filter)) this.#sums.cross(moneyFlow(legs, book));
    for (const leg of legs) this.#count(leg);
    const closings = realised.length === before ? [] : realised.slice(before);
    this.#capital.at({ day: one.transaction.tradeDay, legs, closings });
    bookTransaction(one, this.#capital);
  }

  /** Counts income and costs, and what cash did besides being exchanged. */
  #count({ side, commodity, account, about, tradeDay, quantity }: Posting): void {
    const { filter, market } = this.book;
    if (commodity.kind !== 'currency' || !includesAccount(filter, account)) return;
    const part = partOfSide[side];
    const isExchanged = side === 'conversion' && about === undefined;
    if (part === undefined && side !== 'cash' && !isExchanged) return;
    if (filter.instruments !== undefined && (about === undefined || !includesInstrument(filter, about))) return;
    const rate = market.rates.rate(commodity.code, tradeDay);
    if (part === undefined) this.#cashBooked = widePlus(this.#cashBooked, wideAmount(quantity, rate));
    else this.#sums.add(about, part, wideAmount(negate(quantity), rate));
  }
}
