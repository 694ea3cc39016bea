import { dayFromText } from '../day';
import { at, saturdayAndSunday } from './exchange-calendar';
import type { ExchangeCalendar } from './exchange-calendar';
import { easter, holiday, on } from './rules';

/** Oslo Stock Exchange, the public holidays of Norway with the two eves. */
export const oslo: ExchangeCalendar = {
  id: 'XOSL',
  title: 'Oslo Stock Exchange',
  zone: 'Europe/Oslo',
  hours: [{ open: at(9), close: at(16, 20) }],
  weekend: saturdayAndSunday,
  holidays: [
    holiday("New Year's Day", on(1, 1)),
    holiday('Maundy Thursday', easter(-3)),
    holiday('Good Friday', easter(-2)),
    holiday('Easter Monday', easter(1)),
    holiday('Labour Day', on(5, 1)),
    holiday('Constitution Day', on(5, 17)),
    holiday('Ascension Day', easter(39)),
    holiday('Whit Monday', easter(50)),
    holiday('Christmas Eve', on(12, 24)),
    holiday('Christmas Day', on(12, 25)),
    holiday("St Stephen's Day", on(12, 26)),
    holiday("New Year's Eve", on(12, 31))
  ],
  halfDays: [{ ...holiday('Wednesday before Easter', easter(-4), { from: 2011 }), close: at(13) }],
  knownFrom: dayFromText('1990-01-01'),
  announcedThrough: dayFromText('2026-12-31')
};
