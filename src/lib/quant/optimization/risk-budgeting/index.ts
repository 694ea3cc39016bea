export { budgetResidual } from './budgets';
export type { FailedBudgets, RisklessAsset } from './budgets';
export { constrainedBudgets } from './constrained-budgets';
export type { ConstrainedBudgets, ConstrainedBudgetsInput, ConstrainedBudgetsResult } from './constrained-budgets';
export { measureBudgets } from './measure-budgets';
export type { HomogeneousMeasure, MeasureBudgets, MeasureBudgetsInput } from './measure-budgets';
export type { TurnoverBound } from './traded-program';
export { varianceBudgets, varianceShares } from './variance-budgets';
export type { RiskBudgets, VarianceBudgetsInput } from './variance-budgets';
