import type { InstrumentId } from '$lib/domain/instruments';
import { relationDays, relationReach, type Comparison, type Direction } from '$lib/quant/indicators';
import type { Window } from '../window';
import { signalHistory, signalReader, type Signal } from './signal';

/**
 * A signal of an instrument beside a value or another signal of it, or beside itself `over` closes before (1 when
 * absent). What holds is what `relationDays` says of the last close that the instrument has.
 */
export type Condition =
  | {
      readonly instrument: InstrumentId;
      readonly signal: Signal;
      readonly is: Comparison;
      readonly than: number | Signal;
    }
  | { readonly instrument: InstrumentId; readonly signal: Signal; readonly is: Direction; readonly over?: number };

/** Closes without a value that a crossing or a direction passes over. */
const PASSED_OVER = 10;

const isDirection = (condition: Condition): condition is Extract<Condition, { is: Direction }> =>
  condition.is === 'rising' || condition.is === 'falling';

/** What a condition compares with; undefined where that is its own past. @throws RangeError when it is needed and absent. */
function otherSignal(condition: Condition): Signal | undefined {
  if (isDirection(condition)) return undefined;
  const than: number | Signal | undefined = condition.than;
  if (than === undefined) throw new RangeError('than: is needed');
  return typeof than === 'number' ? { signal: 'constant', value: than } : than;
}

const reachOf = (condition: Condition): number =>
  relationReach({ op: condition.is, over: isDirection(condition) ? condition.over : undefined });

/** Closes that a condition needs. @throws RangeError for an unknown relation, nothing to compare with, and as `signalHistory` does. */
export function conditionHistory(condition: Condition): number {
  const reach = reachOf(condition);
  const other = otherSignal(condition);
  return Math.max(signalHistory(condition.signal), other ? signalHistory(other) : 0) + reach;
}

/** Whether a condition holds at the last close of its column; a signal without a history holds nothing. */
export type ConditionReader = (window: Window, column: number) => boolean;

/** Begins to read a condition. @throws RangeError as `conditionHistory` does. */
export function conditionReader(condition: Condition): ConditionReader {
  const reach = reachOf(condition);
  const one = signalReader(condition.signal);
  const than = otherSignal(condition);
  const other = than && signalReader(than);
  const sides = (window: Window, column: number, count: number) => {
    const left = one(window, column, count);
    const right = other?.(window, column, count) ?? left;
    return { left, right, known: Array.from(left, (value, t) => Number.isFinite(value - right[t])) };
  };
  return (window, column) => {
    const short = sides(window, column, reach + 1);
    if (!short.known[reach]) return false;
    const whole = short.known.every(Boolean);
    const { left, right } = whole ? short : sides(window, column, reach + 1 + PASSED_OVER);
    const days = isDirection(condition)
      ? relationDays(left, { op: condition.is, over: condition.over })
      : relationDays(left, { op: condition.is, right });
    return days[days.length - 1] === 1;
  };
}
