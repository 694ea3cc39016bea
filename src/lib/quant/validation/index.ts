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
export { crossingReturns } from './sweeps/crossing-returns';
export { pairHeatMap, windowPairs } from './sweeps/pair-heat-map';
export { trialSharpes } from './overfitting/trial-returns';
export type { TrialReturns } from './overfitting/trial-returns';
export { minimumTrackRecord, probabilisticSharpe, sharpeSample } from './overfitting/probabilistic-sharpe';
export type { SharpeSample } from './overfitting/probabilistic-sharpe';
export { effectiveTrials, effectiveTrialsBySpectrum } from './overfitting/effective-trials';
export type { EffectiveTrials } from './overfitting/effective-trials';
export { bestTrial, deflatedSharpe, expectedMaximumSharpe } from './overfitting/deflated-sharpe';
export type { BestTrial, DeflatedSharpe } from './overfitting/deflated-sharpe';
export { haircutSharpes } from './overfitting/haircut-sharpe';
export type { Adjustment, HaircutSharpes } from './overfitting/haircut-sharpe';
export { backtestOverfitting } from './overfitting/backtest-overfitting';
export type { BacktestOverfitting } from './overfitting/backtest-overfitting';
export { superiorAbility } from './overfitting/superior-ability';
export type { SuperiorAbility, SuperiorAbilityOptions } from './overfitting/superior-ability';
export { seriesFigures } from './breakdown/series-figures';
export type { SeriesFigures } from './breakdown/series-figures';
export { resultsByCalendar, resultsByLabel } from './breakdown/grouped-results';
export type { CalendarUnit, GroupedResults, GroupFigures } from './breakdown/grouped-results';
export { costSensitivity } from './breakdown/cost-sensitivity';
export type { CostInput, CostSensitivity } from './breakdown/cost-sensitivity';
export type { Spread } from './breakdown/distribution';
export { rebalancingDaySensitivity, startDateSensitivity } from './breakdown/date-sensitivity';
export type { DateSensitivity, RebalancingDays, StartDates } from './breakdown/date-sensitivity';
