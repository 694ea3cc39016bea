export { STALE_AFTER, worthOfQuote } from './market';
export type { ProblemCode, ValuationInput, ValuationProblem } from './market';
export { valueHistory } from './worth';
export type { TaxConvention, ValueHistory } from './worth';
export { profitByAccount, profitByInstrument, profitPartNames, profitSplit, profitWithRows } from './profit';
export type { AccountProfitRow, ProfitPartName, ProfitParts, ProfitRow, ProfitSplit } from './profit';
export { holdings } from './holdings';
export type { CashRow, HoldingRow, Holdings, LotRow } from './holdings';
export type { HoldingPrice } from './holding-measures';
export { accountReturns, historyMeasures, portfolioReturns, positionReturns, wholePeriod } from './return-summary';
export type { ReturnSummary } from './return-summary';
export { benchmarkComparison } from './benchmark-comparison';
export type { BenchmarkComparison } from './benchmark-comparison';
export { timingEffect } from './timing-effect';
export type { TimingEffect } from './timing-effect';
export { figuresAsInPortfolioPerformance } from './figures-as-in-portfolio-performance';
export type { FiguresAsInPortfolioPerformance } from './figures-as-in-portfolio-performance';
export { explainFigure } from './explain';
export type {
  FigureExplanation,
  FigureInput,
  FigureQuestion,
  FormulaKey,
  HoldingFigure,
  InputKind,
  InputLabel,
  PortfolioFigure
} from './explain';
export { instrumentRecord } from './instrument-record';
export type { InstrumentEvent, InstrumentRecord } from './instrument-record';
