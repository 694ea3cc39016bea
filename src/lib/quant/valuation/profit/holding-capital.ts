import type { Day } from '$lib/domain/calendar';
import type { EventId, Holding, Lot, RealisedGain } from '$lib/domain/ledger';
import { absolute, add, subtract, sum, ZERO, type Decimal } from '$lib/domain/money';
import { LotCapital, type Capital } from './lot-capital';
import { type ValuedBook, type Wide, wideMinus, wideShare } from '../worth';

/** Units of a lot that a transaction took away or brought, signed as the lot is. */
export interface Piece {
  readonly id: string;
  readonly quantity: Decimal;
}

/** What a transaction did to the lots of a holding. */
export interface LotChange {
  readonly removed: readonly Piece[];
  readonly added: readonly Lot[];
}

/** One holding with the capital in its lots. */
export class HoldingCapital {
  readonly capital = new LotCapital();
  #revision = -1;
  #order: string[] = [];

  /** @param averaged true where the account takes every lot at the average cost of all. */
  constructor(
    readonly holding: Holding,
    private readonly averaged = false
  ) {}

  /** Ids of the lots at the last look, in their order. */
  get order(): string[] {
    return this.#order.filter((id) => this.capital.has(id));
  }

  /**
   * What a trade did, without a look through all lots: it closed what the fold says, and opened at most one lot, behind
   * all others because it is the youngest.
   */
  traded(event: EventId, closings: readonly RealisedGain[]): LotChange {
    const { account, instrument, lots, revision } = this.holding;
    this.#revision = revision;
    const removed = closings
      .filter((closing) => closing.account === account && closing.instrument === instrument)
      .map(({ lot: id, quantity }) => ({ id, quantity }));
    const last = lots.at(-1);
    if (!last || last.id !== event) return { removed, added: [] };
    this.#order.push(last.id);
    return { removed, added: [last] };
  }

  /** Takes out the capital of pieces. */
  take(pieces: readonly Piece[]): Readonly<Capital>[] {
    if (this.averaged && pieces.length > 0) this.capital.even();
    return pieces.map(({ id, quantity }) => this.capital.take(id, quantity));
  }

  /** Lots changed since the last look; undefined when none was. Adding and removing is left to the caller. */
  change(): LotChange | undefined {
    const { revision, lots } = this.holding;
    if (revision === this.#revision) return undefined;
    this.#revision = revision;
    const held = new Map<string, Lot>();
    for (const lot of lots) held.set(lot.id, lot);
    const removed: Piece[] = [];
    const added: Lot[] = [];
    for (const id of this.capital.ids) {
      const lot = held.get(id);
      const gone = subtract(this.capital.quantityOf(id), lot?.quantity ?? ZERO);
      if (gone !== 0n || !lot) removed.push({ id, quantity: gone });
    }
    this.#order = [...held.keys()];
    for (const lot of lots) if (!this.capital.has(lot.id)) added.push(lot);
    return { removed, added };
  }

  /** Opens capital in every lot from the worth of the holding at the close of a day. */
  openAtMarket(book: ValuedBook, day: Day): Wide {
    const worth = book.holdingValue(this.holding, day);
    const pieces = this.change()?.added ?? [];
    const shares = sharesOf(worth, pieces);
    const rate = this.localRate(book, day);
    pieces.forEach(({ id, quantity }, at) => this.capital.open(id, quantity, shares[at] ?? worth, rate));
    return worth;
  }

  /** Takes over the units of all lots after a split. @param sold pieces of them that are gone already. */
  rescale(sold: readonly Piece[]): void {
    const units = new Map<string, Decimal>();
    for (const { id, quantity } of [...this.holding.lots, ...sold]) units.set(id, add(units.get(id) ?? ZERO, quantity));
    for (const id of this.capital.ids) this.capital.rescale(id, units.get(id) ?? ZERO);
    this.#looked();
  }

  /** Takes over that only costs changed. */
  recosted(): void {
    this.#looked();
  }

  #looked(): void {
    this.#revision = this.holding.revision;
    this.#order = this.holding.lots.map(({ id }) => id);
  }

  /** Rate of the currency in which gains of the instrument are local. */
  localRate(book: ValuedBook, day: Day): Decimal {
    return book.market.rates.rate(book.market.pricesOf(this.holding.instrument).currency, day);
  }
}

/** An amount shared out over pieces by their units; the last takes what rounding leaves, so nothing is lost. */
export function sharesOf(amount: Wide, pieces: readonly Piece[]): Wide[] {
  let left = amount;
  let units = sum(pieces.map(({ quantity }) => absolute(quantity)));
  return pieces.map(({ quantity }) => {
    const share = units === 0n ? left : wideShare(left, absolute(quantity), units);
    left = wideMinus(left, share);
    units = subtract(units, absolute(quantity));
    return share;
  });
}
