import { civilFromDay, dayFromCivil, dayFromNumber, type Day } from '$lib/domain/calendar';
import { monthName } from '$lib/ui/format';

/** A tick of an axis: where, and what stands there. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** Ticks at round steps (1, 2, 2.5 or 5 times a power of ten) within a domain, as near to `count` as they come, three at least. */
export function roundTicks(low: number, high: number, count: number): number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return Number.isFinite(low) ? [low] : [];
  const power = 10 ** Math.floor(Math.log10(span / Math.max(1, count)));
  const lists = [0.5, 1, 2, 2.5, 5, 10].map((factor) => multiples(low, high, factor * power));
  const miss = (list: number[]) => Math.abs(list.length - count) + (list.length < Math.min(3, count) ? 10 : 0);
  return lists.reduce((best, list) => (miss(list) < miss(best) ? list : best));
}

function multiples(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12))
  );
}

/** Ticks of a log axis: 1, 2, 5 times powers of ten, thinned to at most `count`. */
export function logTicks(low: number, high: number, count: number): number[] {
  const all: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power += 1) {
    for (const factor of [1, 2, 3, 5]) {
      const value = Number((factor * 10 ** power).toPrecision(12));
      if (value >= low && value <= high) all.push(value);
    }
  }
  if (all.length <= 1) return roundTicks(low, high, count);
  const thinner = [
    all,
    all.filter((value) => !/^3/.test(leading(value))),
    all.filter((value) => /^1/.test(leading(value)))
  ];
  return thinner.find((list) => list.length <= count && list.length > 1) ?? thinner[2] ?? all;
}

function leading(value: number): string {
  return value.toExponential();
}

const STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240];

/** Ticks of a calendar axis: months, quarters or years; the year is said once at its January. */
export function dayTicks(from: Day, to: Day, width: number): Tick[] {
  const room = Math.max(2, Math.floor(width / 52));
  const start = civilFromDay(from);
  const months = (to - from) / 30.44;
  if (months < 1.6) return weekTicks(from, to, room);
  const step = STEPS.find((one) => months / one <= room) ?? 240;
  const ticks: Tick[] = [];
  const first = start.year * 12 + start.month - 1;
  for (let index = Math.ceil(first / step) * step; ; index += step) {
    const year = Math.floor(index / 12);
    const month = (index % 12) + 1;
    const at = dayFromCivil(year, month, 1);
    if (at > to) break;
    if (at < from) continue;
    ticks.push({ at, text: step >= 12 ? String(year) : month === 1 ? `${monthName(1)} ${year}` : monthName(month) });
  }
  const named = ticks.some((tick) => /\d/.test(tick.text));
  return named ? ticks : ticks.map((tick, index) => (index === 0 ? { ...tick, text: withYear(tick) } : tick));
}

function withYear(tick: Tick): string {
  return `${tick.text} ${civilFromDay(dayFromNumber(tick.at)).year}`;
}

function weekTicks(from: Day, to: Day, room: number): Tick[] {
  const step = Math.max(1, Math.ceil((to - from) / Math.min(room, 6)));
  const ticks: Tick[] = [];
  for (let at = from; at <= to; at = dayFromNumber(at + step)) {
    const civil = civilFromDay(at);
    ticks.push({ at, text: `${civil.day} ${monthName(civil.month)}` });
  }
  return ticks;
}
