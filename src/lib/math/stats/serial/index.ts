export { jarqueBera } from './jarque-bera';
export { archEffects, durbinWatson, ljungBox } from './portmanteau';
export type { StatisticTest } from './statistic-test';
export { varianceRatio } from './variance-ratio';
export type { VarianceRatio, VarianceRatioOptions } from './variance-ratio';
