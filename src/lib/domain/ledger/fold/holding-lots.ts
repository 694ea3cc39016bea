import type { InstrumentId } from '../../instruments';
import { add, scaledBy, subtract, ZERO, type CurrencyCode, type Decimal } from '../../money';
import type { Holding, Lot } from '../book';
import type { AccountId } from '../transaction';

const COMPACTION = 64;

/** The lots of an instrument in an account, first in, first out. */
export class HoldingLots implements Holding {
  quantity = ZERO;
  revision = 0;
  #lots: Lot[] = [];
  #head = 0;

  constructor(
    readonly account: AccountId,
    readonly instrument: InstrumentId
  ) {}

  get lots(): readonly Lot[] {
    this.#compact();
    return this.#lots;
  }

  get costs(): ReadonlyMap<CurrencyCode, Decimal> {
    const costs = new Map<CurrencyCode, Decimal>();
    for (const { currency, cost } of this.lots) costs.set(currency, add(costs.get(currency) ?? ZERO, cost));
    return costs;
  }

  /** Puts a lot behind those opened no later. */
  open(lot: Lot): void {
    let at = this.#lots.length;
    while (at > this.#head && (this.#lots[at - 1]?.opened ?? lot.opened) > lot.opened) at -= 1;
    if (at === this.#lots.length) this.#lots.push(lot);
    else this.#lots.splice(at, 0, lot);
    this.quantity = add(this.quantity, lot.quantity);
    this.revision += 1;
  }

  /** The lot that is closed next. */
  get first(): Lot | undefined {
    return this.#lots[this.#head];
  }

  /** Takes the whole first lot away. */
  removeFirst(lot: Lot): void {
    this.#head += 1;
    if (this.#head >= COMPACTION) this.#compact();
    this.quantity = subtract(this.quantity, lot.quantity);
    this.revision += 1;
  }

  /** Takes units and cost, both of the sign of the lot, off the first lot. */
  reduceFirst(lot: Lot, units: Decimal, share: Decimal): void {
    const { id, event, account, instrument, opened, currency } = lot;
    const quantity = subtract(lot.quantity, units);
    const cost = subtract(lot.cost, share);
    this.#lots[this.#head] = { id, event, account, instrument, opened, quantity, cost, currency };
    this.quantity = subtract(this.quantity, units);
    this.revision += 1;
  }

  /** Multiplies the units of all lots; the costs stay. Lots are rounded by their running sum, so the sum is kept. */
  scale(numerator: bigint, denominator: bigint): void {
    let before = ZERO;
    let after = ZERO;
    this.#lots = this.lots.map((lot) => {
      before = add(before, lot.quantity);
      const reached = scaledBy(before, numerator, denominator);
      const quantity = subtract(reached, after);
      after = reached;
      return { ...lot, quantity };
    });
    this.quantity = after;
    this.revision += 1;
  }

  #compact(): void {
    if (this.#head === 0) return;
    this.#lots = this.#lots.slice(this.#head);
    this.#head = 0;
  }
}
