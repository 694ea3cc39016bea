import { SCALE, decimalFromNumber, decimalFromUnits, type Decimal } from './decimal';

/**
 * Exact decimals side by side, made for sums of products without a bigint for each term: value i is
 * mantissas[i] / 10^digits[i], the mantissa a whole number below 2^53. A value that does not fit has the mantissa NaN
 * and stands in `wide`; a missing value has the mantissa NaN and stands nowhere.
 */
export interface DecimalColumn {
  readonly mantissas: Float64Array;
  readonly digits: Uint8Array;
  readonly wide: Map<number, Decimal>;
}

const FLOAT_DIGITS = [0, 2, 3, 4, 6, 8, 11, 14, 18] as const;
const DECIMAL_DIGITS = [0, 2, 4, 6, 8, 12, 18] as const;
/** Two decimals of at most 15 significant digits never share a float (IEEE 754 double, DBL_DIG). */
const FIFTEEN_DIGITS = 1e15;

/** Powers of ten that a float holds exactly. */
const powers = Float64Array.from({ length: SCALE + 1 }, (_, exponent) => Number(`1e${exponent}`));
const bigPowers = Array.from({ length: SCALE + 1 }, (_, exponent) => 10n ** BigInt(exponent));

/** Column of a length whose values are all zero. */
export function columnOfZeros(length: number): DecimalColumn {
  return { mantissas: new Float64Array(length), digits: new Uint8Array(length), wide: new Map() };
}

/** Column of exact decimals. */
export function decimalColumn(values: readonly Decimal[]): DecimalColumn {
  const column = columnOfZeros(values.length);
  values.forEach((value, index) => setDecimal(column, index, value));
  return column;
}

/**
 * Column of the decimals nearest to floats, each through its shortest round-trip text as in decimalFromNumber.
 * NaN stays missing. @throws RangeError for an infinite value.
 */
export function decimalColumnFromNumbers(values: ArrayLike<number>): DecimalColumn {
  const column = columnOfZeros(values.length);
  let digits = 2;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    let mantissa = mantissaOf(value, digits);
    if (mantissa === undefined) {
      // The digits of a series seldom change from one value to the next.
      digits = digitsOf(value) ?? digits;
      mantissa = mantissaOf(value, digits);
    }
    if (mantissa === undefined) setFromAnyFloat(column, index, value);
    else {
      column.mantissas[index] = mantissa;
      column.digits[index] = digits;
    }
  }
  return column;
}

function digitsOf(value: number): number | undefined {
  return FLOAT_DIGITS.find((digits) => mantissaOf(value, digits) !== undefined);
}

/** The whole number that is the float's shortest text without its point, undefined unless it has these digits. */
function mantissaOf(value: number, digits: number): number | undefined {
  const power = powers[digits];
  const mantissa = Math.round(value * power);
  const isShort = mantissa < FIFTEEN_DIGITS && mantissa > -FIFTEEN_DIGITS;
  return isShort && mantissa / power === value ? mantissa : undefined;
}

function setFromAnyFloat(column: DecimalColumn, index: number, value: number): void {
  if (Number.isNaN(value)) column.mantissas[index] = NaN;
  else setDecimal(column, index, decimalFromNumber(value));
}

/** Puts a value into a column. @throws RangeError when the index is outside. */
export function setDecimal(column: DecimalColumn, index: number, value: Decimal): void {
  if (!(index >= 0 && index < column.mantissas.length)) throw new RangeError(`no row ${index} in the column`);
  if (column.wide.size > 0) column.wide.delete(index);
  const units = Number(value);
  for (const digits of DECIMAL_DIGITS) {
    const quotient = units / powers[SCALE - digits];
    const mantissa = Math.round(quotient);
    if (!Number.isSafeInteger(mantissa)) break;
    // The float only proposes; the bigint decides.
    if (Math.abs(quotient - mantissa) > 0.01) continue;
    if (BigInt(mantissa) * bigPowers[SCALE - digits] !== value) continue;
    column.mantissas[index] = mantissa;
    column.digits[index] = digits;
    return;
  }
  column.mantissas[index] = NaN;
  column.wide.set(index, value);
}

/** Value of a row, undefined when it is missing. */
export function decimalAt(column: DecimalColumn, index: number): Decimal | undefined {
  const mantissa = column.mantissas[index];
  if (mantissa === undefined || Number.isNaN(mantissa)) return column.wide.get(index);
  return decimalFromUnits(BigInt(mantissa) * bigPowers[SCALE - column.digits[index]]);
}
