export { explainFigure } from './explain-figure';
export type {
  BenchmarkFigure,
  HeldFigure,
  HeldRow,
  ProfitFigure,
  ReturnFigure,
  ValuationFigure
} from './figure-question';
