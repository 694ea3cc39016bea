export { factorAttribution, factorExposures } from './factor-attribution';
export type { FactorAttribution, FactorBook } from './factor-attribution';
