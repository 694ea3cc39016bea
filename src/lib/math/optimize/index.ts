export { minimumByBrent, rootByBrent, signChanges } from './brent';
export type { RootOptions, RootResult } from './brent';
export { conicProgram } from './conic/conic-program';
export { ConicRows } from './conic/conic-rows';
export type { AffineForm, BuiltRows } from './conic/conic-rows';
export { sparseFromDense, sparseFromRows } from './conic/sparse-columns';
export type { SparseColumns, SparseRow } from './conic/sparse-columns';
export type {
  Cone,
  ConicFailed,
  ConicInfeasible,
  ConicOptimum,
  ConicOptions,
  ConicProblem,
  ConicResult,
  ConicUnbounded
} from './conic/types';
export { convexMinimumOnSimplex } from './convex-minimum';
export type { ConvexMinimum, ConvexOptions, ConvexValue } from './convex-minimum';
export { quadraticProgramFactored } from './factored-program';
export type { FactoredProblem } from './factored-program';
export { certifiedLinearProgram, integerProgram } from './linear/certified-programs';
export type {
  IntegerAnswer,
  IntegerClaim,
  IntegerModel,
  IntegerOptions,
  IntegerPoint,
  IntegerProgress,
  LinearAnswer,
  LinearClaim,
  LinearEngine,
  LinearModel,
  LinearOptimum
} from './linear/types';
export { linearMinimum, linearProgram } from './linear-program';
export type { LinearMinimum } from './linear-program';
export { maximumRatio } from './maximum-ratio';
export type { GreatestRatio, RatioResult } from './maximum-ratio';
export { parametricQuadraticPath, pathPointAtGain } from './parametric-path';
export type { CompletePath, PathPoint, PathResult } from './parametric-path';
export { quadraticProgram } from './quadratic-program';
export { tailMeanProgram } from './tail-mean-program';
export type { TailMeanResult } from './tail-mean-program';
export type { TailMeanOptimum, TailMeanProblem } from './tail-mean-proof';
export { perSegment, quadraticAlong } from './segments/segmented-program';
export type { SegmentedProgram } from './segments/segmented-program';
export { SegmentedSolver } from './segments/segmented-solver';
export { solutionOnLine } from './segments/solution-line';
export type { LineEnd, SolutionLine } from './segments/solution-line';
export type {
  Conflict,
  Failed,
  Infeasible,
  LinearProblem,
  LinearRow,
  OptimalPoint,
  ParametricProblem,
  Polytope,
  QuadraticMethod,
  QuadraticOptions,
  QuadraticProblem,
  QuadraticResult,
  Unbounded
} from './types';
export { cardinalityProgram, convexSelection } from './selection/cardinality-program';
export type { ConvexAnswer } from './selection/convex-bound';
export type {
  CardinalityProblem,
  CardinalityResult,
  CountLimit,
  SearchOptions,
  SearchPoint,
  SearchProgress,
  SelectedPoint,
  Selection,
  SelectionResult
} from './selection/selection-types';
export { simplexMinimum } from './nelder-mead';
export type { SimplexOptions, SimplexResult } from './nelder-mead';
export { quasiNewtonMinimum } from './quasi-newton';
export type { QuasiNewtonOptions, QuasiNewtonResult, SmoothFunction } from './quasi-newton';
export { unitBound, unitDeviation, wholeUnits } from './whole-units';
export type { UnitProblem, WholeUnits } from './whole-units';
