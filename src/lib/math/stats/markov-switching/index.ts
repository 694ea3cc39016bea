export { expectedDurations, stationaryDistribution } from './chain';
export { hiddenMarkov } from './hidden-markov';
export type { HiddenMarkov, HiddenMarkovOptions } from './hidden-markov';
export { switchingAutoregression } from './switching-autoregression';
export type { SwitchingAutoregression, SwitchingOptions } from './switching-autoregression';
export { switchingErrors } from './switching-errors';
export type { SwitchingParameters, SwitchingShape } from './switching-parameters';
