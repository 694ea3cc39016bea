import { dayFromNumber, dayFromCivil, dayFromText } from '../day';
import { at, saturdayAndSunday } from './exchange-calendar';
import type { ExchangeCalendar } from './exchange-calendar';
import { dates, easter, holiday, nth, on, twoDaysLater, weekdayOnOrAfter, weekendToMonday } from './rules';
import type { YearlyDays } from './rules';

/** The Monday before 25 May. */
const victoriaDay: YearlyDays = (year) => [weekdayOnOrAfter(1, dayFromNumber(dayFromCivil(year, 5, 25) - 7))];

/** Toronto Stock Exchange. */
export const toronto: ExchangeCalendar = {
  id: 'XTSE',
  title: 'Toronto Stock Exchange',
  alsoExchanges: ['XTSX'],
  zone: 'America/Toronto',
  hours: [{ open: at(9, 30), close: at(16) }],
  weekend: saturdayAndSunday,
  holidays: [
    holiday("New Year's Day", on(1, 1, weekendToMonday)),
    holiday('Family Day', nth(3, 1, 2), { from: 2008 }),
    holiday('Good Friday', easter(-2)),
    holiday('Victoria Day', victoriaDay),
    holiday('Canada Day', on(7, 1, weekendToMonday)),
    holiday('Civic Holiday', nth(1, 1, 8)),
    holiday('Labour Day', nth(1, 1, 9)),
    holiday('Thanksgiving Day', nth(2, 1, 10)),
    holiday('Christmas Day', on(12, 25, twoDaysLater)),
    holiday('Boxing Day', on(12, 26, twoDaysLater)),
    holiday('Attacks of 11 September', dates('2001-09-11 2001-09-12'))
  ],
  halfDays: [{ ...holiday('Christmas Eve', on(12, 24), { from: 2010 }), close: at(13) }],
  knownFrom: dayFromText('1990-01-01'),
  announcedThrough: dayFromText('2026-12-31')
};
