import { dayFromText } from '../day';
import { at, saturdayAndSunday } from './exchange-calendar';
import type { ExchangeCalendar, HalfDayRule } from './exchange-calendar';
import { easter, holiday, on } from './rules';
import type { HolidayRule } from './rules';
import type { ZoneName } from './zones';

/** Holidays of all exchanges of Euronext. */
const common: readonly HolidayRule[] = [
  holiday("New Year's Day", on(1, 1)),
  holiday('Good Friday', easter(-2)),
  holiday('Easter Monday', easter(1)),
  holiday('Labour Day', on(5, 1)),
  holiday('Christmas Day', on(12, 25)),
  holiday("St Stephen's Day", on(12, 26))
];

const yearEnd2001 = holiday("New Year's Eve", on(12, 31), { to: 2001 });
const whitMonday2001 = holiday('Whit Monday', easter(50), { to: 2001 });

/** Paris, Amsterdam, Brussels; the national holidays ended as the exchanges merged. */
export const paris = continental('XPAR', 'Euronext Paris', 'Europe/Paris', [
  whitMonday2001,
  holiday('Bastille Day', on(7, 14), { to: 2000 }),
  yearEnd2001
]);
export const amsterdam = continental('XAMS', 'Euronext Amsterdam', 'Europe/Amsterdam', [
  holiday("Queen's Day", on(4, 30), { to: 2001 }),
  holiday('Ascension Day', easter(39), { to: 2000 }),
  whitMonday2001,
  yearEnd2001
]);
export const brussels = continental('XBRU', 'Euronext Brussels', 'Europe/Brussels', [
  holiday('Ascension Day', easter(39), { to: 2000 }),
  whitMonday2001,
  holiday('Belgian National Day', on(7, 21), { to: 2000 }),
  yearEnd2001
]);

/** Lisbon joined in 2002 and kept its national holidays in that year still. */
export const lisbon: ExchangeCalendar = {
  ...continental('XLIS', 'Euronext Lisbon', 'Europe/Lisbon', [
    holiday('Carnival', easter(-47), { to: 2002 }),
    holiday('Liberty Day', on(4, 25), { to: 2002 }),
    holiday('Corpus Christi', easter(60), { to: 2002 }),
    holiday('Portugal Day', on(6, 10), { to: 2002 }),
    holiday('Saint Anthony', on(6, 13), { to: 2001 }),
    holiday('Assumption', on(8, 15), { to: 2002 }),
    holiday('Republic Day', on(10, 5), { to: 2001 }),
    holiday("All Saints' Day", on(11, 1), { to: 2002 }),
    holiday('Independence Day', on(12, 1), { to: 2001 }),
    holiday('Immaculate Conception', on(12, 8), { to: 2001 }),
    holiday('Christmas Eve', on(12, 24), { to: 2002 })
  ]),
  hours: [{ open: at(8), close: at(16, 30) }],
  halfDays: shortEves(at(13, 5))
};

/** Milan closes on the eves and in the middle of August. */
export const milan: ExchangeCalendar = {
  ...continental('XMIL', 'Borsa Italiana, Milan', 'Europe/Rome', [
    holiday('Assumption', on(8, 15)),
    holiday('Christmas Eve', on(12, 24)),
    holiday("New Year's Eve", on(12, 31))
  ]),
  alsoExchanges: ['MTAA'],
  halfDays: []
};

function continental(id: string, title: string, zone: ZoneName, national: readonly HolidayRule[]): ExchangeCalendar {
  return {
    id,
    title,
    zone,
    hours: [{ open: at(9), close: at(17, 30) }],
    weekend: saturdayAndSunday,
    holidays: [...common, ...national],
    halfDays: shortEves(at(14, 5)),
    knownFrom: dayFromText('1990-01-01'),
    announcedThrough: dayFromText('2026-12-31')
  };
}

function shortEves(close: number): readonly HalfDayRule[] {
  return [
    { ...holiday('Christmas Eve', on(12, 24)), close },
    { ...holiday("New Year's Eve", on(12, 31)), close }
  ];
}
