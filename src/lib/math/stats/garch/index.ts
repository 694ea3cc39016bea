export { garchVarianceAhead, garchVariances } from './forecast';
export { garchFit } from './garch-fit';
export type { GarchFit, GarchOptions } from './garch-fit';
export type { Innovations } from './innovations';
export { garchStandardErrors } from './standard-errors';
export type { GarchErrors } from './standard-errors';
export type { VarianceModelId } from './variance-model';
