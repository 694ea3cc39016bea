import type { InstrumentId } from '$lib/domain/instruments';
import { relationDays, relationReach, type Comparison, type Direction } from '$lib/quant/indicators';
import type { Window } from '../window';
import { signalHistory, signalValues, type Signal } from './signal';

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

const asSignal = (than: number | Signal): Signal =>
  typeof than === 'number' ? { signal: 'constant', value: than } : than;

const reachOf = (condition: Condition): number =>
  relationReach('than' in condition ? { op: condition.is } : { op: condition.is, over: condition.over });

/** Closes that a condition needs. @throws RangeError for an unknown relation and as `signalHistory` does. */
export function conditionHistory(condition: Condition): number {
  const than = 'than' in condition ? signalHistory(asSignal(condition.than)) : 0;
  return Math.max(signalHistory(condition.signal), than) + reachOf(condition);
}

/** Whether a condition holds at the last close of its column; a signal without a history holds nothing. */
export function holds(window: Window, column: number, condition: Condition): boolean {
  const count = reachOf(condition) + 1;
  const short = sidesOf(window, column, condition, count);
  if (!short.known[count - 1]) return false;
  const whole = short.known.every(Boolean);
  const { left, right } = whole ? short : sidesOf(window, column, condition, count + PASSED_OVER);
  const days =
    'than' in condition
      ? relationDays(left, { op: condition.is, right })
      : relationDays(left, { op: condition.is, over: condition.over });
  return days[days.length - 1] === 1;
}

/** Both sides at the last closes, and where both have a value. */
function sidesOf(window: Window, column: number, condition: Condition, count: number) {
  const left = signalValues(window, column, condition.signal, count);
  const right = 'than' in condition ? signalValues(window, column, asSignal(condition.than), count) : left;
  return { left, right, known: Array.from(left, (value, t) => Number.isFinite(value - right[t])) };
}
