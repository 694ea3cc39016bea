export { indicatorById, indicators, indicatorsFor } from './catalog';
export type { AnyIndicator, IndicatorId } from './catalog';
export { indicator, settledParameters } from './indicator-lines';
export type { IndicatorParameters, LineValues } from './indicator-lines';
export { conditionDays, sideValues } from './condition';
export type { Condition, ConditionSide } from './condition';
export type { BarField, Bars } from './bars';
export type { Indicator, IndicatorGroup, IndicatorLine, IndicatorParameter, IndicatorUnit } from './indicator';
