import { dayFromText } from '../day';
import { at, saturdayAndSunday } from './exchange-calendar';
import type { ExchangeCalendar } from './exchange-calendar';
import { dates, easter, fridayBefore, holiday, nth, on, twoDaysLater, weekendToMonday } from './rules';

/** Euronext Dublin: the bank holidays of Ireland, fewer of them since it joined Euronext in 2018. */
export const dublin: ExchangeCalendar = {
  id: 'XDUB',
  title: 'Euronext Dublin',
  alsoExchanges: ['XMSM'],
  zone: 'Europe/Dublin',
  hours: [{ open: at(8), close: at(16, 28) }],
  weekend: saturdayAndSunday,
  holidays: [
    holiday("New Year's Day", on(1, 1, weekendToMonday)),
    holiday("St Patrick's Day", on(3, 17, weekendToMonday), { to: 2000 }),
    holiday('Good Friday', easter(-2)),
    holiday('Easter Monday', easter(1)),
    holiday('Labour Day', on(5, 1), { from: 2019 }),
    holiday('Labour Day', dates('2008-05-01 2009-05-01')),
    holiday('May bank holiday', nth(1, 1, 5), { except: [2019, 2020] }),
    holiday('June bank holiday', nth(1, 1, 6), { to: 2018 }),
    holiday('Christmas Eve', on(12, 24), { to: 2004 }),
    holiday('Christmas Day', on(12, 25, twoDaysLater)),
    holiday("St Stephen's Day", on(12, 26, twoDaysLater)),
    holiday('Snow', dates('2018-03-02'))
  ],
  halfDays: [
    { ...holiday('Last trading day before Christmas', on(12, 24, fridayBefore), { from: 2010 }), close: at(12, 28) },
    { ...holiday('Last trading day of the year', on(12, 31, fridayBefore), { from: 2010 }), close: at(12, 28) },
    { ...holiday('Snow', dates('2018-03-01')), close: at(12, 28) }
  ],
  knownFrom: dayFromText('1990-01-01'),
  announcedThrough: dayFromText('2026-12-31')
};
