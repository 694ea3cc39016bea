import { civilFromDay, dayFromCivil, dayFromNumber } from '$lib/domain/calendar';

/** One year of a series. `count` is the length written, so that a truncated array is noticed. */
export interface YearPart {
  readonly year: number;
  readonly count: number;
  readonly days: Int32Array;
  readonly values: Float64Array;
}

/** Days and values of one span, ascending. */
export interface Run {
  readonly days: Int32Array;
  readonly values: Float64Array;
}

/** A run checked. @throws RangeError when days do not ascend strictly, lengths differ or a value is not finite. */
export function checkedRun(run: Run, name: string): Run {
  const problem = runProblem(run);
  if (problem !== undefined) throw new RangeError(`series ${name}: ${problem}`);
  return run;
}

/** What is wrong with a run, undefined when nothing is. */
export function runProblem({ days, values }: Run): string | undefined {
  if (days.length !== values.length) return `${days.length} days but ${values.length} values`;
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

/** A run split by calendar year. Every part owns its memory: cloning a view would clone the whole series behind it. */
export function yearParts(days: Int32Array, values: Float64Array): YearPart[] {
  const parts: YearPart[] = [];
  let start = 0;
  while (start < days.length) {
    const year = yearOf(days[start] ?? 0);
    const last = yearSpan(year)[1];
    let end = start + 1;
    while (end < days.length && (days[end] ?? 0) <= last) end++;
    parts.push({ year, count: end - start, days: days.slice(start, end), values: values.slice(start, end) });
    start = end;
  }
  return parts;
}

/** Parts of ascending years joined, limited to a span of days. */
export function joinedParts(parts: readonly YearPart[], span?: { start: number; end: number }): Run {
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  const days = new Int32Array(total);
  const values = new Float64Array(total);
  let length = 0;
  for (const part of parts) {
    for (let i = 0; i < part.count; i++) {
      const day = part.days[i] ?? 0;
      if (span && (day < span.start || day > span.end)) continue;
      days[length] = day;
      values[length++] = part.values[i] ?? NaN;
    }
  }
  return length === total ? { days, values } : { days: days.slice(0, length), values: values.slice(0, length) };
}

/** Two runs merged by day; where both have one the second wins. NaN in the second removes the day. */
export function mergedRun(base: Run, over: Run): Run {
  const days = new Int32Array(base.days.length + over.days.length);
  const values = new Float64Array(days.length);
  let length = 0;
  let i = 0;
  let j = 0;
  while (i < base.days.length || j < over.days.length) {
    const a = i < base.days.length ? (base.days[i] ?? 0) : Infinity;
    const b = j < over.days.length ? (over.days[j] ?? 0) : Infinity;
    const value = b <= a ? (over.values[j] ?? NaN) : (base.values[i] ?? NaN);
    if (a <= b) i++;
    if (b <= a) j++;
    if (Number.isNaN(value)) continue;
    days[length] = Math.min(a, b);
    values[length++] = value;
  }
  return { days: days.slice(0, length), values: values.slice(0, length) };
}

/** Values of a run on given ascending days, NaN where it has none. */
export function valuesOn(run: Run, days: Int32Array): Float64Array {
  const found = new Float64Array(days.length).fill(NaN);
  let i = 0;
  for (let j = 0; j < days.length; j++) {
    while (i < run.days.length && (run.days[i] ?? 0) < (days[j] ?? 0)) i++;
    if (i < run.days.length && run.days[i] === days[j]) found[j] = run.values[i] ?? NaN;
  }
  return found;
}
