import { dayFromText } from '../day';
import { at, saturdayAndSunday } from './exchange-calendar';
import type { ExchangeCalendar } from './exchange-calendar';
import { dates, easter, fridayBefore, holiday, on } from './rules';
import type { HolidayRule } from './rules';

/** Christmas Eve and New Year's Eve are settlement days without trading. */
const always: readonly HolidayRule[] = [
  holiday("New Year's Day", on(1, 1)),
  holiday('Good Friday', easter(-2)),
  holiday('Easter Monday', easter(1)),
  holiday('Labour Day', on(5, 1)),
  holiday('Christmas Eve', on(12, 24)),
  holiday('Christmas Day', on(12, 25)),
  holiday("St Stephen's Day", on(12, 26)),
  holiday("New Year's Eve", on(12, 31))
];

/** Xetra. */
export const xetra: ExchangeCalendar = {
  id: 'XETR',
  title: 'Xetra',
  zone: 'Europe/Berlin',
  hours: [
    { open: at(9), close: at(17, 30) },
    { from: '2000-06-02', open: at(9), close: at(20) },
    { from: '2003-11-03', open: at(9), close: at(17, 30) }
  ],
  weekend: saturdayAndSunday,
  holidays: [
    ...always,
    holiday('Whit Monday', easter(50), { from: 2007, to: 2007 }),
    holiday('Whit Monday', easter(50), { from: 2015, to: 2021 }),
    holiday('Day of German Unity', on(10, 3), { from: 2014, to: 2020 }),
    holiday('Reformation Day of 2017', dates('2017-10-31'))
  ],
  halfDays: [{ ...holiday('Last trading day of the year', on(12, 30, fridayBefore), { from: 2010 }), close: at(14) }],
  knownFrom: dayFromText('1990-01-01'),
  announcedThrough: dayFromText('2026-12-31')
};

/** Frankfurt Stock Exchange: the days of Xetra, but that the list published for 2003 and 2004 has New Year's Eve as a business day. */
export const frankfurt: ExchangeCalendar = {
  ...xetra,
  id: 'XFRA',
  title: 'Frankfurt Stock Exchange',
  hours: [{ open: at(8), close: at(22) }],
  openNevertheless: '2003-12-31 2004-12-31'
};

/** Eurex, for the products that keep no holiday of their own underlying. */
export const eurex: ExchangeCalendar = {
  ...xetra,
  id: 'XEUR',
  title: 'Eurex',
  hours: [{ open: at(8), close: at(22) }],
  holidays: always,
  halfDays: []
};
