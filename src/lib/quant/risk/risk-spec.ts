/** Measures without options. */
export type PlainRiskMeasure =
  | 'variance'
  | 'standard-deviation'
  | 'semi-deviation'
  | 'mean-absolute-deviation'
  | 'gini-mean-difference'
  | 'worst-realisation'
  | 'range'
  | 'maximum-drawdown'
  | 'average-drawdown'
  | 'ulcer-index'
  | 'relative-maximum-drawdown'
  | 'relative-average-drawdown'
  | 'relative-ulcer-index';

/** Measures of the worst share of outcomes. */
export type TailRiskMeasure =
  | 'value-at-risk'
  | 'expected-shortfall'
  | 'entropic-value-at-risk'
  | 'drawdown-at-risk'
  | 'conditional-drawdown-at-risk'
  | 'entropic-drawdown-at-risk'
  | 'relative-drawdown-at-risk'
  | 'relative-conditional-drawdown-at-risk'
  | 'relative-entropic-drawdown-at-risk';

/** Measures of the distance between the worst and the best share of outcomes. */
export type TailRangeRiskMeasure = 'value-at-risk-range' | 'expected-shortfall-range';

/** Names of all measures, from the one list of them in the catalog. */
export type RiskMeasureId = RiskSpec['measure'];

/**
 * A risk measure with its options, as data. `tail`: the share of the worst outcomes, 0.05 unless given, below 1;
 * `gainTail`: that of the best ones, as `tail` unless given. `levels`: the number of shortfalls of which a tail Gini is
 * made, 100 unless given. `target`: the return a period below which a lower partial moment counts, 0 unless given.
 */
export type RiskSpec =
  | { readonly measure: PlainRiskMeasure }
  | { readonly measure: TailRiskMeasure; readonly tail?: number }
  | { readonly measure: TailRangeRiskMeasure; readonly tail?: number; readonly gainTail?: number }
  | { readonly measure: 'tail-gini'; readonly tail?: number; readonly levels?: number }
  | {
      readonly measure: 'tail-gini-range';
      readonly tail?: number;
      readonly gainTail?: number;
      readonly levels?: number;
    }
  | {
      readonly measure: 'first-lower-partial-moment' | 'second-lower-partial-moment';
      readonly target?: number;
    };

/** Options with their defaults filled in; those that a measure does not take are not read by it. */
export interface RiskOptions {
  readonly tail: number;
  readonly gainTail: number;
  readonly levels: number;
  readonly target: number;
}

/** A measure of a series of returns, one a period: its value and a subgradient of it, the change for one of each return. */
export interface SeriesFunctional {
  value(series: Float64Array, options: RiskOptions): number;
  slopes(series: Float64Array, options: RiskOptions): Float64Array;
}

/** The options of a spec. @throws RangeError when a tail is outside 0 to 1, levels are fewer than 2 or a target is not finite. */
export function riskOptions(spec: RiskSpec): RiskOptions {
  const given: Partial<RiskOptions> & RiskSpec = spec;
  const tail = given.tail ?? 0.05;
  const options = { tail, gainTail: given.gainTail ?? tail, levels: given.levels ?? 100, target: given.target ?? 0 };
  for (const share of [options.tail, options.gainTail]) {
    if (!(share > 0 && share < 1)) throw new RangeError(`tail out of (0, 1): ${share}`);
  }
  if (!Number.isInteger(options.levels) || options.levels < 2) throw new RangeError(`levels: ${options.levels}`);
  if (!Number.isFinite(options.target)) throw new RangeError(`target: ${options.target}`);
  return options;
}
