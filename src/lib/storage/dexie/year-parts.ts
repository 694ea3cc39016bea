import { civilFromDay, dayFromCivil, dayFromNumber } from '$lib/domain/calendar';
import { compactOrigins, IMPORTED, originAt, originsProblem } from './origins';

/** One year of a series. `count` is the length written, so that a truncated array is noticed. */
export interface YearPart {
  readonly year: number;
  readonly count: number;
  readonly days: Int32Array;
  readonly values: Float64Array;
  /** Where the values come from, as {@link Run.origins}. */
  readonly origins?: Uint8Array;
}

/** Days and values of one span, ascending. */
export interface Run {
  readonly days: Int32Array;
  readonly values: Float64Array;
  /** Codes of origin: one for each value, or a single one for all. Absent: all were imported. */
  readonly origins?: Uint8Array | undefined;
}

/** A run checked. @throws RangeError when days do not ascend strictly, lengths differ or a value is not finite. */
export function checkedRun(run: Run, name: string): Run {
  const problem = runProblem(run);
  if (problem !== undefined) throw new RangeError(`series ${name}: ${problem}`);
  return run;
}

/** What is wrong with a run, undefined when nothing is. */
export function runProblem({ days, values, origins }: Run): string | undefined {
  if (days.length !== values.length) return `${days.length} days but ${values.length} values`;
  if (origins !== undefined && originsProblem(origins, days.length)) return 'origins that do not fit its values';
  for (let i = 0; i < days.length; i++) {
    if (i > 0 && (days[i] ?? 0) <= (days[i - 1] ?? 0)) return `days do not ascend at ${days[i]}`;
    if (!Number.isFinite(values[i])) return `value ${values[i]} on day ${days[i]}`;
  }
  return undefined;
}

/** What is wrong with a stored part, undefined when nothing is. Stored rows can be anything, hence the checks of type. */
export function partProblem(part: YearPart): string | undefined {
  if (!(part.days instanceof Int32Array) || !(part.values instanceof Float64Array)) return 'no typed arrays';
  if (part.days.length !== part.count || part.values.length !== part.count)
    return `${part.days.length} days and ${part.values.length} values where ${part.count} were written`;
  const [from, to] = yearSpan(part.year);
  if (part.count > 0 && ((part.days[0] ?? 0) < from || (part.days.at(-1) ?? 0) > to)) return 'days of another year';
  return runProblem(part);
}

/** First and last day of a year. */
export function yearSpan(year: number): [number, number] {
  return [dayFromCivil(year, 1, 1), dayFromCivil(year, 12, 31)];
}

export function yearOf(day: number): number {
  return civilFromDay(dayFromNumber(day)).year;
}

/** The years of ascending days. */
export function yearsIn(days: Int32Array): number[] {
  const years: number[] = [];
  for (let at = 0; at < days.length;) {
    const year = yearOf(days[at] ?? 0);
    years.push(year);
    at = firstFrom(days, yearSpan(year)[1] + 1);
  }
  return years;
}

/** A run split by calendar year. Every part owns its memory: cloning a view would clone the whole series behind it. */
export function yearParts({ days, values, origins }: Run): YearPart[] {
  const parts: YearPart[] = [];
  let start = 0;
  while (start < days.length) {
    const year = yearOf(days[start] ?? 0);
    const end = firstFrom(days, yearSpan(year)[1] + 1);
    const own = compactOrigins(origins?.length === days.length ? origins.slice(start, end) : origins);
    const part = { year, count: end - start, days: days.slice(start, end), values: values.slice(start, end) };
    parts.push(own ? { ...part, origins: own } : part);
    start = end;
  }
  return parts;
}

/** Parts of ascending years joined, limited to a span of days. */
export function joinedParts(parts: readonly YearPart[], span?: { start: number; end: number }): Run {
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  const days = new Int32Array(total);
  const values = new Float64Array(total);
  const origins = parts.some((part) => part.origins) ? new Uint8Array(total) : undefined;
  let length = 0;
  for (const part of parts) {
    const from = span ? firstFrom(part.days, span.start) : 0;
    const to = span ? firstFrom(part.days, span.end + 1) : part.count;
    if (from >= to) continue;
    days.set(part.days.subarray(from, to), length);
    values.set(part.values.subarray(from, to), length);
    for (let i = from; origins && i < to; i++) origins[length + i - from] = originAt(part, i);
    length += to - from;
  }
  const cut = <T extends Int32Array | Float64Array | Uint8Array>(all: T): T =>
    length === total ? all : (all.slice(0, length) as T);
  return { days: cut(days), values: cut(values), ...(origins ? { origins: compactOrigins(cut(origins)) } : {}) };
}

/** Index of the first day at or after a day. */
function firstFrom(days: Int32Array, day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle] ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Two runs merged by day. Where both have one the second wins, unless the first one's origin is stronger; by 'force' it
 * always wins, and NaN in it removes the day.
 */
export function mergedRun(base: Run, over: Run, how: 'by-origin' | 'force' = 'by-origin'): Run {
  if (base.days.length === 0 && how === 'by-origin') return over;
  const days = new Int32Array(base.days.length + over.days.length);
  const values = new Float64Array(days.length);
  const origins = base.origins || over.origins ? new Uint8Array(days.length) : undefined;
  let length = 0;
  let i = 0;
  let j = 0;
  while (i < base.days.length || j < over.days.length) {
    const a = i < base.days.length ? (base.days[i] ?? 0) : Infinity;
    const b = j < over.days.length ? (over.days[j] ?? 0) : Infinity;
    const second = b < a || (b === a && (how === 'force' || originAt(over, j) >= originAt(base, i)));
    const value = second ? (over.values[j] ?? NaN) : (base.values[i] ?? NaN);
    const origin = second ? originAt(over, j) : originAt(base, i);
    if (a <= b) i++;
    if (b <= a) j++;
    if (Number.isNaN(value)) continue;
    days[length] = Math.min(a, b);
    if (origins) origins[length] = origin;
    values[length++] = value;
  }
  return {
    days: days.slice(0, length),
    values: values.slice(0, length),
    ...(origins ? { origins: compactOrigins(origins.slice(0, length)) } : {})
  };
}

/** Values of a run on given ascending days, NaN where it has none, and their origins. */
export function pointsOn(run: Run, days: Int32Array): { values: Float64Array; origins: Uint8Array } {
  const values = new Float64Array(days.length).fill(NaN);
  const origins = new Uint8Array(days.length).fill(IMPORTED);
  let i = 0;
  for (let j = 0; j < days.length; j++) {
    while (i < run.days.length && (run.days[i] ?? 0) < (days[j] ?? 0)) i++;
    if (i >= run.days.length || run.days[i] !== days[j]) continue;
    values[j] = run.values[i] ?? NaN;
    origins[j] = originAt(run, i);
  }
  return { values, origins };
}
