import type { BarField, Bars } from './bars';
import { indicatorById } from './catalog';
import { indicator, placeOfLine, type IndicatorParameters } from './indicator-lines';
import { relationDays, type Comparison, type Direction } from './relation';

/** One side of a condition: a line of an indicator (the first, if none is named), a field of the bars, or a number. */
export type ConditionSide =
  | {
      readonly kind: 'indicator';
      readonly id: string;
      readonly parameters?: IndicatorParameters;
      readonly line?: string;
    }
  | { readonly kind: 'price'; readonly field?: BarField }
  | { readonly kind: 'number'; readonly value: number };

/**
 * A rule about one series as data: "close above SMA 200", "RSI below 30". 'rising' and 'falling' have no right side.
 */
export type Condition =
  | {
      readonly left: ConditionSide;
      readonly op: Comparison;
      readonly right: ConditionSide;
    }
  | { readonly left: ConditionSide; readonly op: Direction; readonly over?: number };

/** Values of a side of a condition, by day; NaN where there is none. @throws RangeError for what the series or the catalog lacks. */
export function sideValues(side: ConditionSide, bars: Bars): Float64Array {
  if (side.kind === 'number') return new Float64Array(bars.close.length).fill(side.value);
  if (side.kind === 'price') {
    const field = side.field ?? 'close';
    const values = bars[field];
    if (values === undefined) throw new RangeError(`the series has no ${field}`);
    return values;
  }
  const lines = indicator(side.id, side.parameters ?? {}, bars);
  return lines[placeOfLine(indicatorById(side.id), side.line)].values;
}

/** 1 on each day on which the condition holds, else 0, as `relationDays` says. Causal as the indicators are. @throws RangeError as it and `sideValues` do. */
export function conditionDays(condition: Condition, bars: Bars): Uint8Array {
  const left = sideValues(condition.left, bars);
  return 'right' in condition
    ? relationDays(left, { op: condition.op, right: sideValues(condition.right, bars) })
    : relationDays(left, condition);
}
