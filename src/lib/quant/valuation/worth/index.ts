export {
  WIDE_ZERO,
  decimalFromWide,
  localFromWide,
  numberFromWide,
  wideAmount,
  wideMinus,
  widePlus,
  wideProduct,
  wideShare
} from './wide';
export type { Wide } from './wide';
export { ValuedBook } from './valued-book';
export { cashFlowOf } from './portfolio-flows';
export { accountsOf, concerns } from './portfolio-scope';
export { partsOfTotal } from './rounded-totals';
export { historyOf, valueHistory } from './value-history';
export type { ValueHistory } from './value-history';
