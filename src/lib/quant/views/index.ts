export type { Basket, BasketMember, ViewProblem } from './baskets';
export { blackLitterman, unconstrainedWeights } from './black-litterman';
export type { BlackLittermanInput, BlackLittermanPosterior, UnusableViews } from './black-litterman';
export { confidentPooling } from './confident-pooling';
export type { ConfidentPoolingInput, ConfidentView } from './confident-pooling';
export { entropyPooling } from './entropy-pooling';
export type { EntropyPoolingInput, EntropyPoolingResult, PooledScenarios } from './entropy-pooling';
export { opinionPooling } from './opinion-pooling';
export type { DisjointOpinions, Opinion, PooledOpinion, PoolingOptions } from './opinion-pooling';
export { pickMatrix } from './return-views';
export type { PickMatrix, ReturnView } from './return-views';
export { effectiveScenarios, lossTail, relativeEntropy, scenarioMoments } from './scenario-moments';
export type { LossTail, ScenarioMoments } from './scenario-moments';
export type {
  CorrelationView,
  MeanView,
  RankView,
  Relation,
  ScenarioView,
  ShapeView,
  TailView
} from './scenario-views';
export type { FailedTilt, InfeasibleViews } from './tilted-probabilities';
