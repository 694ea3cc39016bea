import { SCALE, decimalFromUnits, roundedQuotient, type Decimal } from './decimal';
import { decimalAt, type DecimalColumn } from './decimal-column';

/** A running exact sum of products of decimals; rounded once, when its total is asked for. */
export interface ProductSum {
  /** Adds row i of a times row j of b. @throws RangeError when one of them is missing. */
  add(a: DecimalColumn, i: number, b: DecimalColumn, j: number): void;
  /** Adds a decimal as it is. */
  addDecimal(value: Decimal): void;
  /** Multiplies the whole sum so far by row j of b, say by an exchange rate. @throws RangeError when the row is missing. */
  scaleBy(b: DecimalColumn, j: number): void;
  /** The sum since the last total, rounded half-even to the 18th digit; the next sum starts at zero. */
  total(): Decimal;
}

const UNIT = 10n ** BigInt(SCALE);
/** Digits behind the point of a product of two column rows: none to 36. */
const LEVELS = 2 * SCALE + 1;
const LIMIT = 2 ** 53;
const powers = Float64Array.from({ length: LEVELS }, (_, exponent) => Number(`1e${exponent}`));
const bigPowers = Array.from({ length: LEVELS }, (_, exponent) => 10n ** BigInt(exponent));

/**
 * Exact sum of quantity times price over two lists, rounded half-even once at the end.
 * @throws RangeError when the lists differ in length.
 */
export function sumOfProducts(quantities: readonly Decimal[], prices: readonly Decimal[]): Decimal {
  if (quantities.length !== prices.length)
    throw new RangeError(`${quantities.length} quantities for ${prices.length} prices`);
  let total = 0n;
  for (let index = 0; index < quantities.length; index++) total += (quantities[index] ?? 0n) * (prices[index] ?? 0n);
  return decimalFromUnits(roundedQuotient(total, UNIT, 'half-even'));
}

/**
 * Exact sums of products over decimal columns at the speed of floats: products and sums below 2^53 are whole floats,
 * kept apart by their digits behind the point; what does not fit goes through bigint.
 */
export function productSum(): ProductSum {
  return new LevelledSum();
}

/** True for a whole float that no rounding can have touched. */
function isExact(whole: number): boolean {
  return whole < LIMIT && whole > -LIMIT;
}

class LevelledSum implements ProductSum {
  /** Whole floats counting units of 10^-level. */
  readonly #levels = new Float64Array(LEVELS);
  #deepest = 0;
  /** What no level could hold, in units of 10^-wideDigits. */
  #wide = 0n;
  #wideDigits = SCALE;

  add(a: DecimalColumn, i: number, b: DecimalColumn, j: number): void {
    const product = a.mantissas[i] * b.mantissas[j];
    if (isExact(product)) this.#addAt(a.digits[i] + b.digits[j], product);
    else this.#addWide(presentAt(a, i) * presentAt(b, j), LEVELS - 1);
  }

  addDecimal(value: Decimal): void {
    this.#addWide(value, SCALE);
  }

  scaleBy(b: DecimalColumn, j: number): void {
    const factor = b.mantissas[j];
    const fits = !Number.isNaN(factor);
    const digits = fits ? b.digits[j] : SCALE;
    const { mantissa, depth } = this.#collapsed();
    const product = mantissa * factor;
    if (this.#wide !== 0n || !fits) {
      this.#wide *= fits ? BigInt(factor) : presentAt(b, j);
      this.#wideDigits += digits;
    }
    if (isExact(product) && depth + digits < LEVELS) this.#addAt(depth + digits, product);
    else this.#addWide(BigInt(mantissa) * (fits ? BigInt(factor) : presentAt(b, j)), depth + digits);
  }

  total(): Decimal {
    const { mantissa, depth } = this.#collapsed();
    if (mantissa !== 0) this.#addWide(BigInt(mantissa), depth);
    const wide = this.#wide;
    const excess = this.#wideDigits - SCALE;
    this.#wide = 0n;
    this.#wideDigits = SCALE;
    return decimalFromUnits(excess === 0 ? wide : roundedQuotient(wide, bigPower(excess), 'half-even'));
  }

  #addAt(level: number, whole: number): void {
    const held = this.#levels[level];
    const sum = held + whole;
    if (level > this.#deepest) this.#deepest = level;
    if (isExact(sum)) this.#levels[level] = sum;
    else {
      this.#addWide(BigInt(held), level);
      this.#levels[level] = whole;
    }
  }

  #addWide(units: bigint, digits: number): void {
    if (digits > this.#wideDigits) {
      this.#wide *= bigPower(digits - this.#wideDigits);
      this.#wideDigits = digits;
    }
    const wide = digits === this.#wideDigits ? units : units * bigPower(this.#wideDigits - digits);
    this.#wide = this.#wide === 0n ? wide : this.#wide + wide;
  }

  /** Empties the levels into one whole float at the depth of the deepest; what it cannot hold goes wide. */
  #collapsed(): { mantissa: number; depth: number } {
    let mantissa = 0;
    let depth = 0;
    for (let level = 0; level <= this.#deepest; level++) {
      const part = this.#levels[level];
      if (part === 0) continue;
      this.#levels[level] = 0;
      const scaled = mantissa * powers[level - depth];
      const shifted = scaled + part;
      if (isExact(scaled) && isExact(shifted)) mantissa = shifted;
      else {
        this.#addWide(BigInt(mantissa), depth);
        mantissa = part;
      }
      depth = level;
    }
    this.#deepest = 0;
    return { mantissa, depth };
  }
}

function presentAt(column: DecimalColumn, index: number): Decimal {
  const value = decimalAt(column, index);
  if (value === undefined) throw new RangeError(`no value at row ${index}`);
  return value;
}

function bigPower(exponent: number): bigint {
  return bigPowers[exponent] ?? 10n ** BigInt(exponent);
}
