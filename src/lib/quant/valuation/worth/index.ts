export {
  WIDE_ZERO,
  decimalFromWide,
  localFromWide,
  numberFromWide,
  wideAmount,
  wideFraction,
  wideMinus,
  widePlus,
  wideProduct,
  wideShare
} from './wide';
export type { Wide } from './wide';
export { ValuedBook } from './valued-book';
export { moneyFlow, staysInside } from './portfolio-flows';
export type { TaxConvention } from './portfolio-flows';
export { givenFor, receivedBy, unitsWorth } from './exchange';
export type { Exchange } from './exchange';
export { accountsWithin, concerns } from './portfolio-scope';
export { historyOf, valueHistory } from './value-history';
export type { ValueHistory } from './value-history';
