export type { Household, HouseholdAccount, TaxDrag } from './accounts/household';
export { taxDrag } from './accounts/household';
export { jointPlacement, placedWeights } from './accounts/placement';
export type { Placement, PlacementResult } from './accounts/placement';
export { diversificationRatio, maximumDecorrelation, maximumDiversification } from './diversification';
export type { DiversificationResult, DiversifiedPortfolio, WeightRules } from './diversification';
export { brokenRules } from './broken-rules';
export { feasibleSet, portfolioPoint } from './feasible-set';
export { efficientFrontier, unconstrainedProblem } from './frontier';
export type { Frontier, FrontierResult } from './frontier';
export {
  allocatedWeights,
  allocationMethods,
  asSolution,
  correlationDistances,
  covarianceRisk,
  equalWeights,
  hierarchicalEqualRisk,
  hierarchicalRiskParity,
  instrumentTree,
  inverseRiskWeights,
  minimumRisk,
  minimumRiskProgram,
  minimumVariance,
  nestedClusters,
  originalTree,
  returnsRisk,
  schurAllocation,
  stackedWeights
} from './hierarchical';
export type {
  Allocated,
  Allocation,
  AllocationAnswer,
  AllocationMethod,
  AllocationSpec,
  ClusterRisk,
  Diversified,
  InstrumentTree,
  NestedResult,
  NoRisk,
  SchurOptions,
  SchurResult,
  StackedResult,
  StackingOptions,
  SubOptimizer,
  SubProblem,
  SubSolution,
  TreeSpec
} from './hierarchical';
export { isCounted } from './counted/counted-set';
export { optimizePortfolio } from './optimal-portfolio';
export type {
  Attainable,
  Cardinality,
  BorrowingLimit,
  BorrowingTier,
  CashLimit,
  Constraint,
  Exclusion,
  ExposureLimit,
  GrossLimit,
  FailedOptimization,
  GroupLimit,
  InfeasiblePortfolio,
  InstrumentFigure,
  InstrumentWeight,
  MinimumPosition,
  LotQueue,
  LotSale,
  MarginLimit,
  MomentObjective,
  Multiplier,
  NoBuy,
  NoExcess,
  NoSale,
  Objective,
  OptimalPortfolio,
  OptimizationProblem,
  OptimizationResult,
  OwnConstraint,
  PortfolioPoint,
  PositionCap,
  PositionFloor,
  Reason,
  ReasonCode,
  RealisedGainsLimit,
  RealisedSales,
  ReasonTerm,
  Remedy,
  ReturnUncertainty,
  RiskLimit,
  RiskObjective,
  Scenarios,
  SearchLimits,
  SearchReport,
  TrackingErrorLimit,
  TradeSize,
  TaxLot,
  TaxRates,
  TradingCosts,
  TurnoverLimit,
  VolatilityLimit
} from './problem';
export { countedReturn } from './program/counted-return';
export { riskOfWeights } from './program/problem-risk';
export { plain, problemFromDocument } from './problem-document';
export type { Plain, ProblemDocument } from './problem-document';
export {
  budgetResidual,
  constrainedBudgets,
  measureBudgets,
  nearestBudgets,
  varianceBudgets,
  varianceShares
} from './risk-budgeting';
export { isGain, measureOf } from './pareto/measures';
export type { ParetoMeasure } from './pareto/measures';
export { paretoSet } from './pareto/pareto-set';
export type { ParetoPoint, ParetoSet } from './pareto/pareto-set';
export { fadingForecasts, tradingPlan } from './planned/trading-plan';
export type { PlannedPeriod, PlanOptions, TradingPlan } from './planned/trading-plan';
export { expectedUtilityPortfolio } from './predictive/expected-utility';
export type { Outcomes, UtilityPortfolio } from './predictive/expected-utility';
export { predictiveAnnualMoments, predictiveOutcomes } from './predictive/predictive';
export type { PredictiveOptions } from './predictive/predictive';
export { rangeOfRank, resampledFrontier, resampledPortfolio } from './resampling/resampled-frontier';
export type {
  FrontierDraws,
  ResampledAim,
  ResampledFrontier,
  ResampledPortfolio
} from './resampling/resampled-frontier';
export { resampledRange } from './resampling/resampled-range';
export type { ResampledRange, ResamplingOptions } from './resampling/resampled-range';
export type {
  ConstrainedBudgets,
  ConstrainedBudgetsInput,
  ConstrainedBudgetsResult,
  FailedBudgets,
  HomogeneousMeasure,
  MeasureBudgets,
  MeasureBudgetsInput,
  NearestBudgets,
  NearestBudgetsInput,
  NearestBudgetsResult,
  RiskBudgets,
  RisklessAsset,
  TurnoverBound,
  VarianceBudgetsInput
} from './risk-budgeting';
export { ruleCosts } from './rule-costs';
export type { RuleCost } from './rule-costs';
export { riskFrontier } from './risk-frontier';
export type { RiskFrontier, RiskFrontierResult } from './risk-frontier';
export { weightDependences, weightSlopes } from './sensitivity';
export type { LimitName, ProblemInput, WeightDependence, WeightDependences, WeightSlopes } from './sensitivity';
export { covarianceError, covarianceErrors, worstCovariance } from './worst-covariance';
export type { RiskUncertainty } from './worst-covariance';
