import { dayFromText } from '../day';
import { at, saturdayAndSunday } from './exchange-calendar';
import type { ExchangeCalendar } from './exchange-calendar';
import { dates, easter, fridayBefore, holiday, last, nth, on, twoDaysLater, weekendToMonday } from './rules';

/** London Stock Exchange: the bank holidays of England, with those moved or added by proclamation. */
export const london: ExchangeCalendar = {
  id: 'XLON',
  title: 'London Stock Exchange',
  zone: 'Europe/London',
  hours: [{ open: at(8), close: at(16, 30) }],
  weekend: saturdayAndSunday,
  holidays: [
    holiday("New Year's Day", on(1, 1, weekendToMonday), { from: 1974 }),
    holiday('Good Friday', easter(-2)),
    holiday('Easter Monday', easter(1)),
    holiday('Early May bank holiday', nth(1, 1, 5), { from: 1978, except: [1995, 2020] }),
    holiday('Victory in Europe Day', dates('1995-05-08 2020-05-08')),
    holiday('Spring bank holiday', last(1, 5), { except: [2002, 2012, 2022] }),
    holiday('Spring bank holiday', dates('2002-06-04 2012-06-04 2022-06-02')),
    holiday('Summer bank holiday', last(1, 8)),
    holiday('Christmas Day', on(12, 25, twoDaysLater)),
    holiday('Boxing Day', on(12, 26, twoDaysLater)),
    holiday('Eve of the year 2000', dates('1999-12-31')),
    holiday('Jubilee of Queen Elizabeth II', dates('2002-06-03 2012-06-05 2022-06-03')),
    holiday('Royal wedding', dates('2011-04-29')),
    holiday('Funeral of Queen Elizabeth II', dates('2022-09-19')),
    holiday('Coronation of King Charles III', dates('2023-05-08'))
  ],
  halfDays: [
    { ...holiday('Last trading day before Christmas', on(12, 24, fridayBefore)), close: at(12, 30) },
    { ...holiday('Last trading day of the year', on(12, 31, fridayBefore)), close: at(12, 30) }
  ],
  knownFrom: dayFromText('1990-01-01'),
  announcedThrough: dayFromText('2027-12-31')
};
