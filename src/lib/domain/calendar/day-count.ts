import { civilFromDay, type Day } from './day';

/**
 * Day-count conventions of the ISDA 2006 definitions: actual/365 fixed (section 4.16 d), '30/360 ISDA' which is 30/360
 * or Bond Basis (f), and 30E/360 or Eurobond Basis (g).
 */
export type DayCount = 'actual/365' | '30/360 ISDA' | '30E/360';

/** Fraction of a year between two days; negative when `to` is before `from`. */
export function yearFraction(from: Day, to: Day, convention: DayCount = 'actual/365'): number {
  if (convention === 'actual/365') return (to - from) / 365;
  const a = civilFromDay(from);
  const b = civilFromDay(to);
  const d1 = Math.min(a.day, 30);
  const d2 = convention === '30E/360' || d1 === 30 ? Math.min(b.day, 30) : b.day;
  return (360 * (b.year - a.year) + 30 * (b.month - a.month) + (d2 - d1)) / 360;
}
