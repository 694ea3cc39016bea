import { civilFromDay, dayFromCivil, plusDays, plusMonths, type Day } from './day';

/** A span of days. Values at the close of `start` open the span; the last day counted is `end`. */
export interface Period {
  readonly start: Day;
  readonly end: Day;
}

/** The spans a person asks for, counted back from a day. */
export type PeriodName = '1D' | '1M' | '3M' | 'YTD' | '1Y' | '3Y' | '5Y' | 'All';

/** Every name, shortest first. */
export const periodNames: readonly PeriodName[] = ['1D', '1M', '3M', 'YTD', '1Y', '3Y', '5Y', 'All'];

const monthsByName = { '1M': 1, '3M': 3, '1Y': 12, '3Y': 36, '5Y': 60 } as const;

/** Named period ending on a day, never before `first`, the opening of the record. */
export function namedPeriod(name: PeriodName, end: Day, first: Day): Period {
  const start =
    name === 'All'
      ? first
      : name === '1D'
        ? plusDays(end, -1)
        : name === 'YTD'
          ? dayFromCivil(civilFromDay(end).year - 1, 12, 31)
          : plusMonths(end, -monthsByName[name]);
  return { start: start < first ? first : start, end };
}
