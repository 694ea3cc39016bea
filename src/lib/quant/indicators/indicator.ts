import type { BarField, WholeBars } from './bars';

/** A parameter: its default and the range in which it makes sense; `whole` for counts of days. */
export interface IndicatorParameter {
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly whole?: true;
}

/**
 * What a line is measured in. 'price': the quote currency of the series; 'fraction': 0.01 is one percent; 'scale': the
 * indicator's own scale, which has no unit; 'quantity': units traded; 'turnover': units times price.
 */
export type IndicatorUnit = 'price' | 'fraction' | 'scale' | 'quantity' | 'turnover';

/** One line of an indicator: where it is drawn, and how many present bars pass before its first value. */
export interface IndicatorLine<Parameter extends string> {
  readonly id: string;
  readonly name: string;
  readonly unit: IndicatorUnit;
  readonly place: 'over-price' | 'below';
  readonly form?: 'columns';
  /** Bars without a value at the start: the first is at this index among the days that have every needed input. */
  warmUp(parameters: Readonly<Record<Parameter, number>>): number;
}

/** Takes the next close of a series and answers a value for each line; NaN before there is one. */
export type CloseByClose = (close: number) => readonly number[];

/** Families of indicators, as they are listed. */
export type IndicatorGroup = 'average' | 'band' | 'trend' | 'momentum' | 'volatility' | 'volume';

/**
 * An indicator of technical analysis: lines that follow from the bars of one series, each value from its own bar and
 * those before it only. `compute` gets bars without gaps and answers one array for each line, of the same length; what
 * it says before the warm-up is not read.
 */
export interface Indicator<Id extends string, Parameter extends string> {
  readonly id: Id;
  /** The field's term. */
  readonly name: string;
  readonly group: IndicatorGroup;
  readonly inputs: readonly BarField[];
  readonly parameters: Readonly<Record<Parameter, IndicatorParameter>>;
  readonly lines: readonly IndicatorLine<Parameter>[];
  /** Author and year of the definition. */
  readonly source: string;
  /** Where definitions in use differ: which one this is. */
  readonly convention?: string;
  /** Levels that are drawn for reference. */
  readonly levels?: readonly number[];
  /** Why these parameters do not go together; undefined when they do. */
  refusal?(parameters: Readonly<Record<Parameter, number>>): string | undefined;
  /**
   * Of indicators of closes alone: takes them one after another, so that each further day costs one step.
   */
  readonly begin?: (parameters: Readonly<Record<Parameter, number>>) => CloseByClose;
  compute(bars: WholeBars, parameters: Readonly<Record<Parameter, number>>): readonly Float64Array[];
}

/** A descriptor with the names of its parameters inferred. */
export const described = <const Id extends string, Parameter extends string>(
  indicator: Indicator<Id, Parameter>
): Indicator<Id, Parameter> => indicator;

/** A descriptor of closes alone whose lines over a series are its steps over it. */
export const closeByClose = <const Id extends string, Parameter extends string>(
  one: Omit<Indicator<Id, Parameter>, 'compute' | 'inputs' | 'begin'> &
    Required<Pick<Indicator<Id, Parameter>, 'begin'>>
): Indicator<Id, Parameter> => ({
  ...one,
  inputs: ['close'],
  compute({ close }, parameters) {
    const step = one.begin(parameters);
    const lines = one.lines.map(() => new Float64Array(close.length));
    close.forEach((value, index) => step(value).forEach((found, order) => (lines[order][index] = found)));
    return lines;
  }
});

/** A window in bars. */
export const days = (byDefault: number, minimum = 2, maximum = 500): IndicatorParameter => ({
  default: byDefault,
  minimum,
  maximum,
  whole: true
});

/** A multiple. */
export const multiple = (byDefault: number, minimum: number, maximum: number): IndicatorParameter => ({
  default: byDefault,
  minimum,
  maximum
});
