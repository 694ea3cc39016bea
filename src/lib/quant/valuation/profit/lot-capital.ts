import { absolute, add, scaledBy, subtract, ZERO, type Decimal } from '$lib/domain/money';
import {
  localFromWide,
  type Wide,
  WIDE_ZERO,
  wideAmount,
  wideFraction,
  wideMinus,
  widePlus,
  wideShare
} from '../worth';

/** Gain and effect of the rate of one closing; they add up to what came in less the capital. */
export interface ClosedCapital {
  readonly gain: Wide;
  readonly currency: Wide;
}

/**
 * Capital at work in one lot since it was opened, or since the period began: `local` in the instrument's currency, `base`
 * at the rate of that day. Negative for a short lot.
 */
export interface Capital {
  quantity: Decimal;
  local: Decimal;
  base: Wide;
  readonly rate: Decimal;
}

/** Capital in the open lots of one holding. All closings conserve it: the shares taken out add up to what was put in. */
export class LotCapital {
  readonly #lots = new Map<string, Capital>();

  /** Puts capital to work. `base` is what was paid, at the day's rates; `rate` that of the instrument's currency. */
  open(id: string, quantity: Decimal, base: Wide, rate: Decimal): void {
    this.receive(id, { quantity, local: localFromWide(base, rate), base, rate });
  }

  /** Puts capital that worked elsewhere to work here. */
  receive(id: string, capital: Readonly<Capital>): void {
    if (this.#lots.has(id)) throw new RangeError(`lot "${id}" is open already`);
    this.#lots.set(id, { ...capital });
  }

  /** Takes the capital of some units out of a lot. */
  take(id: string, quantity: Decimal): Readonly<Capital> {
    const lot = this.#lots.get(id);
    if (!lot) throw new RangeError(`no lot "${id}"`);
    if (lot.quantity === quantity) {
      this.#lots.delete(id);
      return lot;
    }
    const local = scaledBy(lot.local, quantity, lot.quantity);
    const base = wideShare(lot.base, quantity, lot.quantity);
    lot.quantity = subtract(lot.quantity, quantity);
    lot.local = subtract(lot.local, local);
    lot.base = wideMinus(lot.base, base);
    return { quantity, local, base, rate: lot.rate };
  }

  /** Takes a share of the capital out of a lot whose units stay; nothing is left when the share is the whole. */
  carve(id: string, part: bigint, whole: bigint): Readonly<Capital> {
    const lot = this.#lots.get(id);
    if (!lot) throw new RangeError(`no lot "${id}"`);
    const local = scaledBy(lot.local, part, whole);
    const base = wideFraction(lot.base, part, whole);
    lot.local = subtract(lot.local, local);
    lot.base = wideMinus(lot.base, base);
    return { quantity: lot.quantity, local, base, rate: lot.rate };
  }

  /** Adds what was paid for units that are there already; `rate` that of the day. */
  join(id: string, base: Wide, rate: Decimal): void {
    const lot = this.#lots.get(id);
    if (!lot) throw new RangeError(`no lot "${id}"`);
    this.#lots.set(id, mergedCapital(lot, ZERO, base, rate));
  }

  /** Gives capital back up to what there is; what goes past it is gain. */
  give(id: string, received: Wide, rate: Decimal): ClosedCapital {
    const lot = this.#lots.get(id);
    if (!lot) throw new RangeError(`no lot "${id}"`);
    const local = localFromWide(received, rate);
    if (lot.local <= 0n || local <= 0n) return { gain: received, currency: WIDE_ZERO };
    const given = local >= lot.local ? this.carve(id, 1n, 1n) : this.carve(id, local, lot.local);
    return closedCapital(given, received, rate);
  }

  /** Takes a lot away with the capital that is left in it. */
  drop(id: string): Readonly<Capital> | undefined {
    const lot = this.#lots.get(id);
    this.#lots.delete(id);
    return lot;
  }

  /** Shares the capital of all lots by their units: average cost. */
  even(): void {
    let pool: Capital = { quantity: ZERO, local: ZERO, base: WIDE_ZERO, rate: ZERO };
    let atRates = WIDE_ZERO;
    for (const lot of this.#lots.values()) {
      pool = {
        ...lot,
        quantity: add(pool.quantity, lot.quantity),
        local: add(pool.local, lot.local),
        base: widePlus(pool.base, lot.base)
      };
      atRates = widePlus(atRates, wideAmount(lot.local, lot.rate));
    }
    if (this.#lots.size < 2 || pool.quantity === 0n) return;
    const rate = pool.local === 0n ? pool.rate : localFromWide(atRates, pool.local);
    const left = { ...pool };
    for (const [id, { quantity }] of this.#lots) {
      const local = left.quantity === 0n ? left.local : scaledBy(left.local, quantity, left.quantity);
      const base = left.quantity === 0n ? left.base : wideShare(left.base, quantity, left.quantity);
      this.#lots.set(id, { quantity, local, base, rate });
      left.quantity = subtract(left.quantity, quantity);
      left.local = subtract(left.local, local);
      left.base = wideMinus(left.base, base);
    }
  }

  /** Says how many units a lot has after a split. */
  rescale(id: string, quantity: Decimal): void {
    const lot = this.#lots.get(id);
    if (lot) lot.quantity = quantity;
  }

  quantityOf(id: string): Decimal {
    return this.#lots.get(id)?.quantity ?? ZERO;
  }

  has(id: string): boolean {
    return this.#lots.has(id);
  }

  get ids(): Iterable<string> {
    return this.#lots.keys();
  }

  /** Gain of all that is open against its worth, at a rate. */
  openGain(worth: Wide, rate: Decimal): ClosedCapital {
    let base = WIDE_ZERO;
    let currency = WIDE_ZERO;
    for (const lot of this.#lots.values()) {
      base = widePlus(base, lot.base);
      currency = widePlus(currency, wideAmount(lot.local, subtract(rate, lot.rate)));
    }
    return { gain: wideMinus(wideMinus(worth, base), currency), currency };
  }
}

/** Gain of capital that came back as `received`, at a rate: the effect of the rate is that on the capital. */
export function closedCapital(capital: Readonly<Capital>, received: Wide, rate: Decimal): ClosedCapital {
  const currency = wideAmount(capital.local, subtract(rate, capital.rate));
  return { gain: wideMinus(wideMinus(received, capital.base), currency), currency };
}

/** Takes units of a sign out of a list of capitals, from its front, as one; what does not fit stays in the list. */
export function splitCapital(pool: Capital[], quantity: Decimal): Capital {
  const store = new LotCapital();
  let whole: Capital = { quantity: ZERO, local: ZERO, base: WIDE_ZERO, rate: ZERO };
  let left = quantity;
  for (let first = pool[0]; left !== 0n && first && first.quantity < 0n === left < 0n; first = pool[0]) {
    pool.shift();
    let taken = first;
    if (absolute(first.quantity) > absolute(left)) {
      store.receive('first', first);
      taken = store.take('first', left);
      pool.unshift(store.take('first', store.quantityOf('first')));
    }
    whole = whole.quantity === 0n ? taken : mergedCapital(whole, taken.quantity, taken.base, taken.rate);
    left = subtract(left, taken.quantity);
  }
  return whole;
}

/** Capital joined by more, opened at a rate; the rate of the two together is that of their bases to their locals. */
export function mergedCapital(capital: Capital, quantity: Decimal, base: Wide, rate: Decimal): Capital {
  if (base === 0n && quantity === 0n) return capital;
  const local = localFromWide(base, rate);
  if (capital.quantity === 0n && capital.base === 0n) return { quantity, local, base, rate };
  const together = {
    quantity: add(capital.quantity, quantity),
    local: add(capital.local, local),
    base: widePlus(capital.base, base)
  };
  return { ...together, rate: together.local === 0n ? rate : localFromWide(together.base, together.local) };
}
