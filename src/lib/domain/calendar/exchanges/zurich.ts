import { dayFromText } from '../day';
import { at, saturdayAndSunday } from './exchange-calendar';
import type { ExchangeCalendar } from './exchange-calendar';
import { easter, holiday, on } from './rules';

/** SIX Swiss Exchange. */
export const zurich: ExchangeCalendar = {
  id: 'XSWX',
  title: 'SIX Swiss Exchange',
  alsoExchanges: ['XVTX'],
  zone: 'Europe/Zurich',
  hours: [{ open: at(9), close: at(17, 30) }],
  weekend: saturdayAndSunday,
  holidays: [
    holiday("New Year's Day", on(1, 1)),
    holiday("Berchtold's Day", on(1, 2)),
    holiday('Good Friday', easter(-2)),
    holiday('Easter Monday', easter(1)),
    holiday('Labour Day', on(5, 1)),
    holiday('Ascension Day', easter(39)),
    holiday('Whit Monday', easter(50)),
    holiday('Swiss National Day', on(8, 1)),
    holiday('Christmas Eve', on(12, 24)),
    holiday('Christmas Day', on(12, 25)),
    holiday("St Stephen's Day", on(12, 26)),
    holiday("New Year's Eve", on(12, 31))
  ],
  halfDays: [],
  knownFrom: dayFromText('1990-01-01'),
  announcedThrough: dayFromText('2026-12-31')
};
