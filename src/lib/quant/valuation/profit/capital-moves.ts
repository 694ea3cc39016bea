import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { Lot } from '$lib/domain/ledger';
import { subtract, type Decimal } from '$lib/domain/money';
import { sharesOf, type HoldingCapital, type Piece } from './holding-capital';
import { closedCapital, mergedCapital, splitCapital, type Capital } from './lot-capital';
import type { ProfitSums } from './profit-sums';
import {
  unitsWorth,
  type ValuedBook,
  type Wide,
  WIDE_ZERO,
  wideAmount,
  wideMinus,
  widePlus,
  wideShare
} from '../worth';

/** What can become of the capital in lots: realised, carried on, or over the border of the portfolio. */
export class CapitalMoves {
  constructor(
    private readonly book: ValuedBook,
    private readonly sums: ProfitSums
  ) {}

  /** Lots closed and opened share an amount by their units. @param received positive when money comes in. */
  exchange(
    holding: HoldingCapital,
    removed: readonly Piece[],
    added: readonly Piece[],
    received: Wide,
    day: Day
  ): void {
    const { instrument } = holding.holding;
    if (removed.length + added.length === 0) return this.sums.add(instrument, 'realised', received);
    const shares = sharesOf(received, [...removed, ...added]);
    const rate = holding.localRate(this.book, day);
    holding.take(removed).forEach((capital, at) => {
      this.sums.realise(instrument, 'realised', closedCapital(capital, shares[at] ?? WIDE_ZERO, rate));
    });
    added.forEach(({ id, quantity }, at) => {
      const paid = wideMinus(WIDE_ZERO, shares[removed.length + at] ?? WIDE_ZERO);
      holding.capital.open(id, quantity, paid, rate);
    });
  }

  /** Closes capital for an amount, all of it at once. */
  close(holding: HoldingCapital, closed: readonly Readonly<Capital>[], received: Wide, day: Day): void {
    const { instrument } = holding.holding;
    const rate = holding.localRate(this.book, day);
    for (const capital of closed) this.sums.realise(instrument, 'realised', closedCapital(capital, WIDE_ZERO, rate));
    this.sums.add(instrument, 'realised', received);
  }

  /** Capital at the day's rate; what the rate did to it since is told apart. */
  carried(holding: HoldingCapital, taken: readonly Readonly<Capital>[], day: Day): Wide {
    const rate = holding.localRate(this.book, day);
    return taken.reduce((sum, capital) => {
      const base = rate === 0n ? capital.base : wideAmount(capital.local, rate);
      this.sums.realise(holding.holding.instrument, 'realised', closedCapital(capital, base, rate));
      return widePlus(sum, base);
    }, WIDE_ZERO);
  }

  /**
   * Books lots that came or went without a price. New lots take capital that was carried, the rest opens at the close.
   * @returns capital taken out and not put to work again.
   */
  move(holding: HoldingCapital | undefined, day: Day, carried: Capital[], keep = false): Capital[] {
    const change = holding?.change();
    if (!holding || !change) return carried;
    const taken = holding.take(change.removed);
    const pool = [...carried];
    for (const lot of change.added) {
      const own = splitCapital(pool, lot.quantity);
      const missing = subtract(lot.quantity, own.quantity);
      const opened = missing === 0n ? WIDE_ZERO : this.#arrivalOf(lot, missing, day);
      this.sums.cross(opened);
      holding.capital.receive(lot.id, mergedCapital(own, missing, opened, holding.localRate(this.book, day)));
    }
    if (keep) return [...pool, ...taken];
    this.leave(holding, taken, day);
    return pool;
  }

  /** Capital that leaves at the day's close: its gain was never realised by a sale. */
  leave(holding: HoldingCapital | undefined, leaving: readonly Capital[], day: Day): void {
    if (!holding) return;
    const rate = holding.localRate(this.book, day);
    const { instrument } = holding.holding;
    for (const capital of leaving) {
      const worth = unitsWorth(instrument, capital.quantity, day, this.book.market) ?? wideAmount(capital.local, rate);
      this.sums.cross(wideMinus(WIDE_ZERO, worth));
      this.sums.realise(instrument, 'unrealised', closedCapital(capital, worth, rate));
    }
  }

  /** Capital at the day's rate that goes into an instrument outside the portfolio, for a worth. */
  give(instrument: InstrumentId, capital: Wide, worth: Wide): void {
    this.sums.cross(wideMinus(WIDE_ZERO, worth));
    this.sums.add(instrument, 'unrealised', wideMinus(worth, capital));
  }

  #arrivalOf(lot: Lot, quantity: Decimal, day: Day): Wide {
    const { market } = this.book;
    const cost = (): Wide => wideAmount(lot.cost, market.rates.rate(lot.currency, day));
    return unitsWorth(lot.instrument, quantity, day, market) ?? wideShare(cost(), quantity, lot.quantity);
  }
}
