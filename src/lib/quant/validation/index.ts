export type { Progress } from './progress';
export type { PathPiece, Span, Split, SplitPlan } from './splits/split';
export { walkForwardSplits } from './splits/walk-forward';
export type { WalkForwardSpec } from './splits/walk-forward';
export { combinationCount, purgedFoldSplits } from './splits/purged-folds';
export type { PurgedFoldsSpec } from './splits/purged-folds';
export { outOfSample } from './out-of-sample/out-of-sample';
export type {
  Holding,
  OutOfSample,
  OutOfSampleOptions,
  OutOfSamplePath,
  TrainingWindow,
  WeightsOf
} from './out-of-sample/out-of-sample';
export { minimumVarianceWeights, NoWeightsError } from './out-of-sample/minimum-variance';
export type { WeightBounds } from './out-of-sample/minimum-variance';
export { gridPoint, gridSize, heatMap } from './sweeps/parameter-grid';
export type { HeatMap, ParameterAxis, ParameterGrid } from './sweeps/parameter-grid';
export { bestCombination, parameterSweep } from './sweeps/parameter-sweep';
export type { ParameterSweep, ParameterSweepOptions } from './sweeps/parameter-sweep';
export { movingAverageSweep } from './sweeps/moving-average-sweep';
export type { CrossingSpec, CrossingSweep, WindowPair } from './sweeps/moving-average-sweep';
