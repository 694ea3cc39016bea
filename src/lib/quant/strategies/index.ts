export {
  baselineStrategies,
  begunStrategy,
  knownStrategy,
  strategies,
  strategyContext,
  strategyOf,
  type StrategyId,
  type StrategySpec
} from './catalog';
export type { CompositeMember } from './composed/composite';
export type { Condition } from './composed/condition';
export type { HoldingRule } from './composed/rules';
export type { Signal } from './composed/signal';
export type {
  Asked,
  ChoiceParameter,
  DataParameter,
  Frequency,
  NumberParameter,
  Parameter,
  ParameterFields,
  ParameterUnit,
  SwitchParameter
} from './parameters';
export { withDefaults } from './parameters';
export { isAsked, nextPeriod } from './periods';
export type { ReplayChange, ReplayTrade } from './replay/changed-trades';
export type { ReplayFlow } from './replay/deposits-replay';
export type {
  AnyStrategySpec,
  Decision,
  KnownStrategy,
  RunningStrategy,
  Strategy,
  StrategyContext,
  StrategyNeed,
  StrategySource
} from './strategy';
export { estimatedByPast, weightsOfTraining } from './training-weights';
export type { HeldPortfolio, Window } from './window';
