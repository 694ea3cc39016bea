export { minimumByBrent, rootByBrent, signChanges } from './brent';
export type { RootOptions, RootResult } from './brent';
export { linearProgram } from './linear-program';
export { maximumRatio } from './maximum-ratio';
export type { GreatestRatio, RatioResult } from './maximum-ratio';
export { parametricQuadraticPath, pathPointAtGain } from './parametric-path';
export type { CompletePath, PathPoint, PathResult } from './parametric-path';
export { quadraticProgram } from './quadratic-program';
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
export { simplexMinimum } from './nelder-mead';
export type { SimplexOptions, SimplexResult } from './nelder-mead';
