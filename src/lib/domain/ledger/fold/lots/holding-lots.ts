import type { InstrumentId } from '../../../instruments';
import { absolute, add, negate, scaledBy, subtract, ZERO, type CurrencyCode, type Decimal } from '../../../money';
import type { Holding, Lot } from '../../book';
import type { AccountId } from '../../transaction';
import { sharesByWeights } from '../../shares';
import type { ClosingTrade, LotQueue, LotRule } from './lot-rule';

const COMPACTION = 64;

/** Units taken off a lot. */
export interface Taken {
  /** The lot as it was. */
  readonly lot: Lot;
  /** Positive. */
  readonly units: Decimal;
  /** Their share of the lot's cost, of the sign of the lot. */
  readonly cost: Decimal;
}

/** The lots of an instrument in an account, by the day they count as opened; a rule says which goes next. */
export class HoldingLots implements Holding, LotQueue {
  quantity = ZERO;
  revision = 0;
  #lots: Lot[] = [];
  #head = 0;
  #isUneven = false;

  constructor(
    readonly account: AccountId,
    readonly instrument: InstrumentId,
    private readonly rule: LotRule
  ) {}

  get lots(): readonly Lot[] {
    this.#even();
    this.#compact();
    return this.#lots;
  }

  get costs(): ReadonlyMap<CurrencyCode, Decimal> {
    const costs = new Map<CurrencyCode, Decimal>();
    for (const { currency, cost } of this.lots) costs.set(currency, add(costs.get(currency) ?? ZERO, cost));
    return costs;
  }

  get first(): Lot | undefined {
    if (this.#isUneven) this.#even();
    return this.#lots[this.#head];
  }

  get last(): Lot | undefined {
    return this.#head < this.#lots.length ? this.#lots.at(-1) : undefined;
  }

  /** A lot that is left though no units are: a cost that belongs to no unit. */
  get bare(): Lot | undefined {
    return this.quantity === 0n ? this.#lots[this.#head] : undefined;
  }

  /** Puts a lot behind those opened no later. */
  open(lot: Lot): void {
    let at = this.#lots.length;
    while (at > this.#head && (this.#lots[at - 1]?.opened ?? lot.opened) > lot.opened) at -= 1;
    if (at === this.#lots.length) this.#lots.push(lot);
    else this.#lots.splice(at, 0, lot);
    this.quantity = add(this.quantity, lot.quantity);
    this.revision += 1;
    this.#isUneven = this.rule.averaged === true;
  }

  /** Takes up to so many units (positive) off the lot that goes next. */
  take(most: Decimal, trade: ClosingTrade | undefined): Taken | undefined {
    const lot = this.rule.next(this, trade);
    return lot && this.takeOff(lot, most);
  }

  /** Takes up to so many units (positive) off a lot; the share of the cost is rounded, the lot keeps the rest. */
  takeOff(lot: Lot, most: Decimal): Taken {
    const at = this.#placeOf(lot);
    const size = absolute(lot.quantity);
    if (size <= most) {
      this.#remove(at);
      this.quantity = subtract(this.quantity, lot.quantity);
      this.revision += 1;
      return { lot, units: size, cost: lot.cost };
    }
    const cost = scaledBy(lot.cost, most, size);
    const units = lot.quantity < 0n ? negate(most) : most;
    this.#lots[at] = changed(lot, subtract(lot.quantity, units), subtract(lot.cost, cost));
    this.quantity = subtract(this.quantity, units);
    this.revision += 1;
    return { lot, units: most, cost };
  }

  /** Puts other costs on the lots, in their order. */
  recost(costs: readonly Decimal[]): void {
    this.#lots = this.lots.map((lot, at) => changed(lot, lot.quantity, costs[at] ?? lot.cost));
    this.#isUneven = this.rule.averaged === true;
    this.revision += 1;
  }

  /** Takes every lot away. */
  clear(): void {
    this.#lots = [];
    this.#head = 0;
    this.quantity = ZERO;
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

  #placeOf(lot: Lot): number {
    if (this.#lots[this.#head] === lot) return this.#head;
    const at = this.#lots.lastIndexOf(lot);
    if (at < this.#head) throw new RangeError(`lot "${lot.id}" is not open in ${this.account}`);
    return at;
  }

  #remove(at: number): void {
    if (at === this.#head) {
      this.#head += 1;
      if (this.#head >= COMPACTION) this.#compact();
    } else if (at === this.#lots.length - 1) this.#lots.pop();
    else this.#lots.splice(at, 1);
  }

  /** Shares the cost of all lots of a currency by their units. */
  #even(): void {
    if (!this.#isUneven) return;
    this.#isUneven = false;
    this.#compact();
    for (const currency of new Set(this.#lots.map((lot) => lot.currency))) {
      const places = this.#lots.flatMap((lot, at) => (lot.currency === currency ? [at] : []));
      const own = places.flatMap((at) => this.#lots[at] ?? []);
      if (own.every((lot) => lot.quantity === 0n)) continue;
      const total = own.reduce((sum, lot) => add(sum, lot.cost), ZERO);
      const costs = sharesByWeights(
        total,
        own.map((lot) => lot.quantity)
      );
      own.forEach((lot, index) => {
        this.#lots[places[index] ?? -1] = changed(lot, lot.quantity, costs[index] ?? ZERO);
      });
    }
  }

  #compact(): void {
    if (this.#head === 0) return;
    this.#lots = this.#lots.slice(this.#head);
    this.#head = 0;
  }
}

/** Written out field by field: lots of one shape are what keeps a long fold fast. */
function changed(lot: Lot, quantity: Decimal, cost: Decimal): Lot {
  const { id, event, account, instrument, opened, currency } = lot;
  return { id, event, account, instrument, opened, quantity, cost, currency };
}
