export { indexAtOrBefore, splitAdjusted } from './series';
export type { Adjustment, PriceSeries, QuoteUnit, RateSeries, SplitRatio } from './series';
export { panelFromSeries } from './panel';
export type { Panel } from './panel';
export { joinedSeries } from './joined-series';
export type { JoinedSeries, JoinedUnits, JoinGap, SeriesJoin } from './joined-series';
export type { FactorFrequency, FactorSeries } from './factor-series';
export { periodPanel } from './period-panel';
export type { ReturnFrequency } from './period-panel';
