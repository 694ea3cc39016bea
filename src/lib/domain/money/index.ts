export { centralBankCurrencies } from './central-bank';
export {
  SCALE,
  ZERO,
  ONE,
  absolute,
  add,
  compare,
  decimal,
  decimalFromInteger,
  decimalFromNumber,
  decimalFromUnits,
  decimalText,
  decimalToNumber,
  divide,
  greatest,
  least,
  multiply,
  negate,
  rounded,
  roundedQuotient,
  scaledBy,
  sign,
  subtract,
  sum
} from './decimal';
export type { Decimal, Rounding } from './decimal';
export { columnOfZeros, decimalAt, decimalColumn, decimalColumnFromNumbers, setDecimal } from './decimal-column';
export type { DecimalColumn } from './decimal-column';
export { productSum, sumOfProducts } from './product-sum';
export type { ProductSum } from './product-sum';
export { allCurrencies, currencyCode, currencyFromCode, minorUnits } from './currency';
export type { Currency, CurrencyCode } from './currency';
export { addMoney, money, negateMoney, roundedParts, roundedToMinorUnit, subtractMoney } from './money';
export type { Money } from './money';
export { partsOfTotal } from './parts-of-total';
