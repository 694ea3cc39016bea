export { momentsByRegime } from './regime-moments';
export type { RegimeMoments } from './regime-moments';
export { regimePath } from './regime-paths';
export { regimesOf } from './regimes';
export type { RegimeLabel, RegimeOptions, Regimes } from './regimes';
