export { combinedPaths, simulate } from './combined-paths';
export { longestPlan, pathsOfModel, simulationInputs } from './inputs';
export { inflationRows } from './inflation-rows';
export type { PriceObservations } from './inflation-rows';
export { isPlain } from './ledger/plan-run';
export { returnModels } from './models/catalog';
export type { ModelKind, ModelSpec, SimulationInputs, SimulationSource } from './models/model-types';
export type { Distribution, QuantileLine } from './outcome/distribution';
export type { Odds } from './outcome/odds';
export type { EarlyFifth, GoalOutcome, SimulationResult, VariantOutcome } from './outcome/result';
export { BLOCK_PATHS, compounded, RANDOMISATIONS, simulationPlan } from './plan';
export { sensitivityVariants, scaledSaving, scaledSpending } from './sensitivity';
export type { SensitivityChange } from './sensitivity';
export { simulateBlock } from './simulated-block';
export type { BlockResult } from './simulated-block';
export { FIRST_SCALE, scaledAmount, scaleGrid, solvedScale } from './solved-scale';
export type { ScaleAsked, ScaleFound, ScaleStep } from './solved-scale';
export { spendingRules } from './spending/catalog';
export type { SpendingKind, SpendingOptions, SpendingRule } from './spending/rule';
export type {
  Account,
  AccountKind,
  Goal,
  Inflation,
  MonthlyFlow,
  PathBlock,
  Rebalancing,
  Sampling,
  SimulationSpec,
  Spending,
  Taxes,
  Variant
} from './spec';
