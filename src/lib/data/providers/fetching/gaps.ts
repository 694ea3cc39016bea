import { dayFromNumber, weekday } from '$lib/domain/calendar';

/** Days from one to another, both of them. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

/** Days on which a series should have a value, ascending. */
export type ExpectedDays = (from: number, to: number) => Int32Array;

/** What is known of a series before it is fetched. */
export interface KnownDays {
  /** Days that have a value, ascending. */
  readonly stored: Int32Array;
  /** Spans that sources have answered whole: what is missing there they do not have. */
  readonly settled: readonly DaySpan[];
}

/** Monday to Friday: where no exchange is known. */
export const workdays: ExpectedDays = (from, to) => {
  const days: number[] = [];
  for (let day = from; day <= to; day++) if (weekday(dayFromNumber(day)) <= 5) days.push(day);
  return Int32Array.from(days);
};

/** Every day: markets that never close, and events. */
export const everyDay: ExpectedDays = (from, to) =>
  Int32Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

/**
 * Spans of missing days: leading, inner and trailing. Each begins and ends on a missing day and together they hold all of
 * them. Spans with at most `bridge` expected days between them become one, because one call costs less than two.
 */
export function gapsOf(wanted: DaySpan, known: KnownDays, expectedDays: ExpectedDays, bridge: number): DaySpan[] {
  const expected = expectedDays(wanted.from, wanted.to);
  const stored = new Set(known.stored);
  const gaps: { from: number; to: number }[] = [];
  let between = Infinity;
  for (const day of expected) {
    if (stored.has(day) || isWithin(known.settled, day)) {
      between++;
      continue;
    }
    const open = gaps.at(-1);
    if (open && between <= bridge) open.to = day;
    else gaps.push({ from: day, to: day });
    between = 0;
  }
  return gaps;
}

function isWithin(spans: readonly DaySpan[], day: number): boolean {
  return spans.some(({ from, to }) => day >= from && day <= to);
}

/** Spans that touch or overlap as one, ascending. */
export function joinedSpans(spans: readonly DaySpan[]): DaySpan[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else if (to >= from) joined.push({ from, to });
  }
  return joined;
}

/** An answer about the last days before it was given is not final: values come late and are corrected. */
const NOT_FINAL = 3;

/** What an answer given on a day settles of its span; undefined when nothing. */
export function settledSpan({ from, to }: DaySpan, answeredOn: number): DaySpan | undefined {
  const last = Math.min(to, answeredOn - NOT_FINAL);
  return last >= from ? { from, to: last } : undefined;
}
