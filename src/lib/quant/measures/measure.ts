import type { Series } from './series';

/** Whose definition a figure follows where definitions differ. */
export type Convention = 'sextant' | 'quantstats' | 'empyrical' | 'performance-analytics';

/** All conventions, the house's own first. */
export const conventions: readonly Convention[] = ['sextant', 'quantstats', 'empyrical', 'performance-analytics'];

/** What a measure speaks of. */
export type MeasureGroup = 'return' | 'risk' | 'risk-adjusted' | 'drawdown' | 'benchmark' | 'distribution';

/** fraction: 0.05 is 5 %; squared: a fraction squared; ratio: a plain number; days: calendar days; count: a number of things. */
export type MeasureUnit = 'fraction' | 'squared' | 'ratio' | 'days' | 'count';

/** Of one period of the series, of a year, of the whole span, or of calendar months, quarters or years. */
export type Periodicity = 'period' | 'annual' | 'whole' | 'month' | 'quarter' | 'year';

/**
 * What becomes of the risk-free return: nothing; taken from every return; its annual rate taken from an annual return;
 * the least acceptable return unless another is given.
 */
export type RiskFreeUse = 'none' | 'each-period' | 'annual' | 'threshold';

/** Which direction is good, and for losses how they are written. */
export type MeasureSign = 'higher-better' | 'lower-better' | 'loss-positive' | 'loss-negative' | 'neither';

/** A definition of a measure: its formula in words and signs, and the function. */
export interface Definition {
  readonly formula: string;
  /** NaN where it is not defined: too few returns, a divisor of zero, no benchmark. */
  readonly of: (series: Series) => number;
  readonly unit?: MeasureUnit;
  readonly periodicity?: Periodicity;
  readonly riskFree?: RiskFreeUse;
  readonly sign?: MeasureSign;
}

/** A measure of a series of periodic returns. */
export interface Measure extends Definition {
  readonly id: string;
  /** Standard term. */
  readonly name: string;
  readonly group: MeasureGroup;
  readonly unit: MeasureUnit;
  readonly periodicity: Periodicity;
  readonly riskFree: RiskFreeUse;
  readonly sign: MeasureSign;
  /** Paper, book or program, with the year. */
  readonly source: string;
  /** Needs returns of a benchmark. */
  readonly relative: boolean;
  /** Definitions of other programs that differ from the house's own. */
  readonly as: Readonly<Partial<Record<Exclude<Convention, 'sextant'>, Definition>>>;
}

type Given = Pick<Measure, 'id' | 'name' | 'group' | 'source'> & Definition;

/** A measure with what is usual filled in: a ratio of a period without a risk-free return, the higher the better. */
export function measure(given: Given, as: Measure['as'] = {}): Measure {
  return {
    unit: 'ratio',
    periodicity: 'period',
    riskFree: 'none',
    sign: 'higher-better',
    relative: given.group === 'benchmark',
    ...given,
    as
  };
}

/** The definition of a measure under a convention: its own where the program has one that differs, else the house's. */
export function definitionOf(one: Measure, convention: Convention): Measure {
  const other = convention === 'sextant' ? undefined : one.as[convention];
  return other ? { ...one, ...other } : one;
}
