export { portfolioPoint } from './feasible-set';
export { efficientFrontier, ruleCosts, unconstrainedProblem } from './frontier';
export type { Frontier, FrontierResult } from './frontier';
export {
  allocatedWeights,
  allocationMethods,
  correlationDistances,
  covarianceRisk,
  equalWeights,
  hierarchicalEqualRisk,
  hierarchicalRiskParity,
  instrumentTree,
  inverseRiskWeights,
  maximumDiversification,
  minimumRisk,
  minimumRiskProgram,
  minimumVariance,
  nestedClusters,
  originalTree,
  returnsRisk,
  schurAllocation
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
  SubOptimizer,
  SubProblem,
  SubSolution,
  TreeSpec
} from './hierarchical';
export { optimizePortfolio } from './optimal-portfolio';
export type {
  Attainable,
  CashLimit,
  Constraint,
  Exclusion,
  ExposureLimit,
  FailedOptimization,
  GroupLimit,
  InfeasiblePortfolio,
  InstrumentWeight,
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
  ReasonTerm,
  Remedy,
  ReturnUncertainty,
  RiskLimit,
  RiskObjective,
  Scenarios,
  TradeSize,
  TradingCosts
} from './problem';
export { resampledRange } from './resampled-range';
export type { ResampledRange, ResamplingOptions } from './resampled-range';
export { riskFrontier } from './risk-frontier';
export type { RiskFrontier, RiskFrontierResult } from './risk-frontier';
