export type { LimitName, ProblemInput } from './inputs';
export { weightDependences } from './weight-dependences';
export type { WeightDependence, WeightDependences } from './weight-dependences';
export { weightSlopes } from './weight-slopes';
export type { WeightSlopes } from './weight-slopes';
