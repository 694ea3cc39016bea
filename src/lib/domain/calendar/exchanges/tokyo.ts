import { dayFromCivil, dayFromNumber, dayFromText, weekday } from '../day';
import type { Day } from '../day';
import { at, saturdayAndSunday } from './exchange-calendar';
import type { ExchangeCalendar } from './exchange-calendar';
import { dates, daysOfRule, holiday, nth, on } from './rules';
import type { YearlyDays } from './rules';

/** Day of March and of September, by the mean motion of the Sun since 1980 (formula of the Japan Coast Guard, 1980 to 2099). */
const vernalEquinox: YearlyDays = (year) => [dayFromCivil(year, 3, equinox(20.8431, year))];
const autumnalEquinox: YearlyDays = (year) => [dayFromCivil(year, 9, equinox(23.2488, year))];

/** National holidays by the Act of 1948 and its amendments, without their substitutes. */
const nationalHolidays = [
  holiday("New Year's Day", on(1, 1)),
  holiday('Coming of Age Day', on(1, 15), { to: 1999 }),
  holiday('Coming of Age Day', nth(2, 1, 1), { from: 2000 }),
  holiday('National Foundation Day', on(2, 11)),
  holiday("Emperor's Birthday", on(2, 23), { from: 2020 }),
  holiday("Emperor's Birthday", on(12, 23), { from: 1989, to: 2018 }),
  holiday('Vernal Equinox Day', vernalEquinox),
  holiday('Showa Day', on(4, 29)),
  holiday('Constitution Day', on(5, 3)),
  holiday('Greenery Day', on(5, 4), { from: 2007 }),
  holiday("Children's Day", on(5, 5)),
  holiday('Marine Day', on(7, 20), { from: 1996, to: 2002 }),
  holiday('Marine Day', nth(3, 1, 7), { from: 2003, except: [2020, 2021] }),
  holiday('Marine Day', dates('2020-07-23 2021-07-22')),
  holiday('Mountain Day', on(8, 11), { from: 2016, except: [2020, 2021] }),
  holiday('Mountain Day', dates('2020-08-10 2021-08-08')),
  holiday('Respect for the Aged Day', on(9, 15), { to: 2002 }),
  holiday('Respect for the Aged Day', nth(3, 1, 9), { from: 2003 }),
  holiday('Autumnal Equinox Day', autumnalEquinox),
  holiday('Sports Day', on(10, 10), { to: 1999 }),
  holiday('Sports Day', nth(2, 1, 10), { from: 2000, except: [2020, 2021] }),
  holiday('Sports Day', dates('2020-07-24 2021-07-23')),
  holiday('Culture Day', on(11, 3)),
  holiday('Labour Thanksgiving Day', on(11, 23)),
  holiday('Enthronement', dates('1990-11-12 2019-05-01 2019-10-22')),
  holiday('Royal wedding', dates('1993-06-09'))
];

/** A holiday on Sunday is kept on the Monday; since 2007 on the next day that is none. */
const substitutes: YearlyDays = (year) => {
  const national = nationalDays(year);
  return [...national].flatMap((day) => {
    if (weekday(day) !== 7) return [];
    let kept = day + 1;
    while (year >= 2007 && national.has(dayFromNumber(kept))) kept++;
    return [dayFromNumber(kept)];
  });
};

/** A day between two national holidays is one too (since 1985). */
const citizensHolidays: YearlyDays = (year) => {
  const national = nationalDays(year);
  return [...national].filter((day) => national.has(dayFromNumber(day + 2))).map((day) => dayFromNumber(day + 1));
};

/** Tokyo Stock Exchange. */
export const tokyo: ExchangeCalendar = {
  id: 'XTKS',
  title: 'Tokyo Stock Exchange',
  alsoExchanges: ['XJPX'],
  zone: 'Asia/Tokyo',
  hours: [
    { open: at(9), close: at(15), lunch: [at(11), at(12, 30)] },
    { from: '2011-11-21', open: at(9), close: at(15), lunch: [at(11, 30), at(12, 30)] },
    { from: '2024-11-05', open: at(9), close: at(15, 30), lunch: [at(11, 30), at(12, 30)] }
  ],
  weekend: saturdayAndSunday,
  holidays: [
    ...nationalHolidays,
    holiday('Substitute holiday', substitutes),
    holiday("Citizens' holiday", citizensHolidays),
    holiday('Bank holiday of New Year', (year) => [...on(1, 2)(year), ...on(1, 3)(year)]),
    holiday("New Year's Eve", on(12, 31)),
    holiday('Failure of the trading system', dates('2020-10-01'))
  ],
  halfDays: [],
  knownFrom: dayFromText('1990-01-01'),
  announcedThrough: dayFromText('2027-12-31')
};

function nationalDays(year: number): ReadonlySet<Day> {
  return new Set(nationalHolidays.flatMap((rule) => daysOfRule(rule, year)));
}

function equinox(meanDay: number, year: number): number {
  return Math.floor(meanDay + 0.242194 * (year - 1980) - Math.floor((year - 1980) / 4));
}
