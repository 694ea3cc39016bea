import type { QualityContext } from './finding';

/** Monday to Friday, for where the exchange of a series is not known: holidays are then no gaps, however long up to a week. */
export const plainCalendar: QualityContext['calendar'] = {
  plain: true,
  tradingDays(from, to) {
    if (to < from) return new Int32Array(0);
    const days = new Int32Array(to - from + 1);
    let count = 0;
    // Day 0 was a Thursday: (day + 3) mod 7 is 0 on Mondays.
    for (let day = from, of = (((from + 3) % 7) + 7) % 7; day <= to; day++, of = of === 6 ? 0 : of + 1)
      if (of < 5) days[count++] = day;
    return days.subarray(0, count);
  }
};

/** Every day of the week, for what is quoted continuously. */
export const everyDayCalendar: QualityContext['calendar'] = {
  plain: false,
  tradingDays: (from, to) => Int32Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at)
};
