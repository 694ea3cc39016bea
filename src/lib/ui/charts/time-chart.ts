import { civilFromDay, dayFromNumber, type Day } from '$lib/domain/calendar';
import { nearestIndex } from './paths';

/** How a line is drawn: yourself in ink, the benchmark in grey, others by class, the projected dashed, an edge only named. */
export type LineTone = 'you' | 'benchmark' | 'projected' | 'edge' | { readonly category: number };

/** One line over time. */
export interface TimeLine {
  readonly name: string;
  readonly values: ArrayLike<number>;
  readonly tone: LineTone;
  /** Columns from zero in place of a line. */
  readonly form?: 'columns';
}

/** Money paid in (positive) or taken out. */
export interface Flow {
  readonly day: number;
  readonly amount: number;
}

/** A span of days picked on a chart. */
export interface PickedSpan {
  readonly from: Day;
  readonly to: Day;
}

/** Stroke of a tone. */
export function lineStroke(tone: LineTone): {
  readonly colour: string;
  readonly width: number;
  readonly dash?: string;
} {
  if (tone === 'you') return { colour: 'var(--ink)', width: 1.75 };
  if (tone === 'benchmark') return { colour: 'var(--benchmark)', width: 1.25 };
  if (tone === 'projected') return { colour: 'var(--ink-2)', width: 1.25, dash: '4 3' };
  if (tone === 'edge') return { colour: 'none', width: 0 };
  return { colour: `var(--category-${(tone.category % 8) + 1})`, width: 1.5 };
}

/** Index after an arrow key: by a day, with Shift by a month; undefined for other keys. */
export function indexAfterKey(key: string, shift: boolean, index: number, days: ArrayLike<number>): number | undefined {
  const last = days.length - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return undefined;
  if (!shift) return Math.max(0, Math.min(last, index + step));
  const moved = nearestIndex(days, (days[index] ?? 0) + step * 30.44);
  return Math.max(0, Math.min(last, moved === index ? index + step : moved));
}

/** Flows of one day added up, in order of days. */
export function flowsByDay(flows: readonly Flow[]): Flow[] {
  const sums = new Map<number, number>();
  for (const flow of flows) sums.set(flow.day, (sums.get(flow.day) ?? 0) + flow.amount);
  return [...sums].map(([day, amount]) => ({ day, amount })).sort((a, b) => a.day - b.day);
}

/** The flow to name: the largest, when it stands out from the rest. */
export function largestFlow(flows: readonly Flow[]): Flow | undefined {
  const sorted = flows.toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  const [first, second] = sorted;
  if (!first) return undefined;
  return !second || Math.abs(first.amount) >= 1.5 * Math.abs(second.amount) ? first : undefined;
}

/** Day of an index, for labels. */
export function dayAt(days: ArrayLike<number>, index: number): Day {
  return dayFromNumber(Math.round(days[index] ?? 0));
}

/** True when two days stand in one year. */
export function sameYear(a: Day, b: Day): boolean {
  return civilFromDay(a).year === civilFromDay(b).year;
}
