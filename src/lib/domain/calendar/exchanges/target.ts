import { dayFromText } from '../day';
import { at, saturdayAndSunday } from './exchange-calendar';
import type { ExchangeCalendar } from './exchange-calendar';
import { dates, easter, holiday, on } from './rules';

/** Settlement in euro: closing days of TARGET by the European Central Bank, fixed since 2002 until further notice. */
export const target: ExchangeCalendar = {
  id: 'TARGET',
  title: 'TARGET, settlement in euro',
  zone: 'Europe/Berlin',
  hours: [
    { open: at(7), close: at(18) },
    { from: '2023-03-20', open: at(2, 30), close: at(18) }
  ],
  weekend: saturdayAndSunday,
  holidays: [
    holiday("New Year's Day", on(1, 1)),
    holiday('Good Friday', easter(-2), { from: 2000 }),
    holiday('Easter Monday', easter(1), { from: 2000 }),
    holiday('Labour Day', on(5, 1), { from: 2000 }),
    holiday('Christmas Day', on(12, 25)),
    holiday('Christmas holiday', on(12, 26), { from: 2000 }),
    holiday('Additional closing day', dates('1999-12-31 2001-12-31'))
  ],
  halfDays: [],
  knownFrom: dayFromText('1999-01-01'),
  announcedThrough: dayFromText('2027-12-31')
};
