import { civilFromDay, dayFromNumber, weekday } from '../calendar';
import type { Panel } from './panel';

/** How far apart closes lie that returns are made of. */
export type ReturnFrequency = 'daily' | 'weekly' | 'monthly';

/**
 * The last closes of whole weeks (Monday to Sunday) or months, on the last day of a close in each; the panel itself for
 * daily. A week or month that is still running when the panel ends is left out. Missing closes stay NaN.
 */
export function periodPanel(panel: Panel, frequency: ReturnFrequency): Panel {
  if (frequency === 'daily') return panel;
  const length = panel.days.length;
  const ends = Array.from({ length }, (_, t) => t).filter((t) =>
    t + 1 < length
      ? periodOf(panel.days[t], frequency) !== periodOf(panel.days[t + 1], frequency)
      : isWhole(panel.days[t], frequency)
  );
  const values = new Float64Array(panel.instruments.length * ends.length).fill(NaN);
  panel.instruments.forEach((_, row) => {
    ends.forEach((end, at) => {
      for (let t = end; t > (ends[at - 1] ?? -1); t--) {
        const close = panel.values[row * length + t];
        if (Number.isNaN(close)) continue;
        values[row * ends.length + at] = close;
        break;
      }
    });
  });
  return { days: Int32Array.from(ends, (t) => panel.days[t]), instruments: panel.instruments, values };
}

/** Number of the week or month that a day lies in. */
function periodOf(day: number, frequency: 'weekly' | 'monthly'): number {
  if (frequency === 'weekly') return Math.floor((day + 3) / 7);
  const { year, month } = civilFromDay(dayFromNumber(day));
  return year * 12 + month;
}

/** True when no weekday is left in the period after a day. */
function isWhole(day: number, frequency: 'weekly' | 'monthly'): boolean {
  let next = day + 1;
  while ([6, 7].includes(isoWeekday(next))) next += 1;
  return periodOf(next, frequency) !== periodOf(day, frequency);
}

const isoWeekday = (day: number): number => weekday(dayFromNumber(day));
