import { dayFromCivil, dayFromText } from '../day';
import { at, saturdayAndSunday } from './exchange-calendar';
import type { ExchangeCalendar } from './exchange-calendar';
import {
  dates,
  easter,
  fridayBefore,
  holiday,
  nth,
  on,
  twoDaysLater,
  weekdayOnOrAfter,
  weekendToMonday
} from './rules';
import type { InForce, YearlyDays } from './rules';

/** The Monday on or after 26 January, as in New South Wales before the states agreed on one day; none was kept in 1993. */
const mondayFromAustraliaDay: YearlyDays = (year) => [weekdayOnOrAfter(1, dayFromCivil(year, 1, 26))];
const shortened: InForce = { from: 2010, except: [2022] };

/** Australian Securities Exchange. */
export const sydney: ExchangeCalendar = {
  id: 'XASX',
  title: 'Australian Securities Exchange',
  zone: 'Australia/Sydney',
  hours: [{ open: at(10), close: at(16) }],
  weekend: saturdayAndSunday,
  holidays: [
    holiday("New Year's Day", on(1, 1, weekendToMonday)),
    holiday('Australia Day', mondayFromAustraliaDay, { to: 1992 }),
    holiday('Australia Day', on(1, 26, weekendToMonday), { from: 1994 }),
    holiday('Good Friday', easter(-2)),
    holiday('Easter Monday', easter(1)),
    holiday('Easter Tuesday', dates('2011-04-26')),
    holiday('Anzac Day', on(4, 25)),
    holiday('Anzac Day', dates('2010-04-26')),
    holiday("Sovereign's Birthday", nth(2, 1, 6)),
    holiday('Christmas Day', on(12, 25, twoDaysLater)),
    holiday('Boxing Day', on(12, 26, twoDaysLater)),
    holiday("New Year's Eve of 1990", dates('1990-12-31')),
    holiday('Eve of the year 2000', dates('1999-12-31')),
    holiday('Mourning for Queen Elizabeth II', dates('2022-09-22'))
  ],
  halfDays: [
    { ...holiday('Last trading day before Christmas', on(12, 24, fridayBefore), shortened), close: at(14, 10) },
    { ...holiday('Last trading day of the year', on(12, 31, fridayBefore), shortened), close: at(14, 10) }
  ],
  knownFrom: dayFromText('1990-01-01'),
  announcedThrough: dayFromText('2026-12-31')
};
