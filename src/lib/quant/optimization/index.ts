export { diversificationRatio, maximumDecorrelation, maximumDiversification } from './diversification';
export type { DiversificationResult, DiversifiedPortfolio, WeightRules } from './diversification';
export { portfolioPoint } from './feasible-set';
export { efficientFrontier, ruleCosts, unconstrainedProblem } from './frontier';
export type { Frontier, FrontierResult } from './frontier';
export { optimizePortfolio } from './optimal-portfolio';
export type {
  Attainable,
  CashLimit,
  Constraint,
  FailedOptimization,
  GroupLimit,
  InfeasiblePortfolio,
  Multiplier,
  NoExcess,
  Objective,
  OptimalPortfolio,
  OptimizationProblem,
  OptimizationResult,
  OwnConstraint,
  PortfolioPoint,
  PositionCap,
  Reason,
  ReasonCode,
  ReasonTerm,
  Remedy
} from './problem';
export { resampledRange } from './resampled-range';
export type { ResampledRange, ResamplingOptions } from './resampled-range';
export { budgetResidual, constrainedBudgets, measureBudgets, varianceBudgets, varianceShares } from './risk-budgeting';
export type {
  ConstrainedBudgets,
  ConstrainedBudgetsInput,
  ConstrainedBudgetsResult,
  FailedBudgets,
  HomogeneousMeasure,
  MeasureBudgets,
  MeasureBudgetsInput,
  RiskBudgets,
  RisklessAsset,
  TurnoverLimit,
  VarianceBudgetsInput
} from './risk-budgeting';
