export type {
  FigureExplanation,
  FigureInput,
  FigureKind,
  FormulaKey,
  InputLabel,
  Making,
  Original
} from './figure-explanation';
export { amountsOf, minorUnit, sumOfAmounts } from './amounts';
export type { ExactAmount } from './amounts';
export { recorded } from './recorded';
export { madeOf, reconciled, resultOf } from './result-of';
export { shortened } from './shortened';
