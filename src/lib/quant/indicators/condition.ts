import type { BarField, Bars } from './bars';
import { indicator, type IndicatorParameters } from './indicator-lines';

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
 * A rule about one series as data: "close above SMA 200", "RSI below 30". 'crosses-above' holds on the first day above
 * after a day at or below. 'rising' and 'falling' compare the left side with its value `over` days before and have no right.
 */
export type Condition =
  | {
      readonly left: ConditionSide;
      readonly op: 'above' | 'below' | 'crosses-above' | 'crosses-below';
      readonly right: ConditionSide;
    }
  | { readonly left: ConditionSide; readonly op: 'rising' | 'falling'; readonly over?: number };

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
  const line = side.line === undefined ? lines[0] : lines.find(({ id }) => id === side.line);
  if (line === undefined) throw new RangeError(`${side.id} has no line ${side.line}`);
  return line.values;
}

/**
 * 1 on each day on which the condition holds, else 0. A day on which a side has no value is 0, and for crossings and
 * directions such days are passed over: the day before is the last that had both. Causal as the indicators are.
 * @throws RangeError as `sideValues` does, and for `over` that is not a whole number above 0.
 */
export function conditionDays(condition: Condition, bars: Bars): Uint8Array {
  const left = sideValues(condition.left, bars);
  const holds = new Uint8Array(left.length);
  if (!('right' in condition)) {
    const over = condition.over ?? 1;
    if (!Number.isInteger(over) || over < 1) throw new RangeError(`over is ${over}`);
    const sign = condition.op === 'rising' ? 1 : -1;
    const known: number[] = [];
    left.forEach((value, index) => {
      if (!Number.isFinite(value)) return;
      known.push(value);
      const then = known[known.length - 1 - over];
      if (then !== undefined && sign * (value - then) > 0) holds[index] = 1;
    });
    return holds;
  }
  const right = sideValues(condition.right, bars);
  const sign = condition.op === 'above' || condition.op === 'crosses-above' ? 1 : -1;
  const crossing = condition.op.startsWith('crosses');
  let before: boolean | undefined;
  for (let index = 0; index < left.length; index += 1) {
    const apart = (left[index] ?? NaN) - (right[index] ?? NaN);
    if (!Number.isFinite(apart)) continue;
    const beyond = sign * apart > 0;
    if (beyond && (!crossing || before === false)) holds[index] = 1;
    before = beyond;
  }
  return holds;
}
