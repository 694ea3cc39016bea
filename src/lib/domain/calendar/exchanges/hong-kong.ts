import { dayFromCivil, dayFromNumber, dayFromText, weekday } from '../day';
import type { Day } from '../day';
import { at, saturdayAndSunday } from './exchange-calendar';
import type { ExchangeCalendar, HalfDayRule } from './exchange-calendar';
import { buddhasBirthday, chungYeung, lunarNewYear, midAutumn, tuenNg } from './lunar-festivals';
import { dates, daysOfRule, easter, holiday, last, on } from './rules';
import type { HolidayRule, InForce, YearlyDays } from './rules';

/** Solar term Ching Ming: 4 or 5 April, by the mean motion of the Sun from 1901 to 2099. */
const chingMing: YearlyDays = (year) => {
  const inCentury = year % 100;
  const mean = 0.2422 * inCentury + (year < 2000 ? 5.59 : 4.81);
  return [dayFromCivil(year, 4, Math.floor(mean) - Math.floor(inCentury / 4))];
};

const dayAfterMidAutumn = holiday('Day after Mid-Autumn Festival', plus(1, midAutumn));

/** General holidays (Cap. 149), without what is kept instead of a Sunday or of a day that two holidays share. */
const general: readonly HolidayRule[] = [
  holiday("New Year's Day", on(1, 1)),
  holiday('Good Friday', easter(-2)),
  holiday('Day after Good Friday', easter(-1)),
  holiday('Easter Monday', easter(1)),
  holiday('Ching Ming Festival', chingMing),
  holiday('Labour Day', on(5, 1), { from: 1999 }),
  holiday("Buddha's Birthday", buddhasBirthday, { from: 1999 }),
  holiday('Tuen Ng Festival', tuenNg),
  holiday('Establishment Day', on(7, 1), { from: 1997 }),
  holiday('Day after Establishment Day', on(7, 2), { from: 1997, to: 1997 }),
  dayAfterMidAutumn,
  holiday('National Day', on(10, 1), { from: 1997 }),
  holiday('Day after National Day', on(10, 2), { from: 1997, to: 1998 }),
  holiday('Chung Yeung Festival', chungYeung),
  holiday('Christmas Day', on(12, 25)),
  holiday('Day after Christmas', on(12, 26))
];

/** Until 2011 a Sunday after the festival was made good by the festival day itself, a Saturday. */
const movable = general.filter((rule) => rule !== dayAfterMidAutumn).concat({ ...dayAfterMidAutumn, from: 2012 });

/** The next day that is neither Sunday nor a holiday, for a Sunday and for a day that two holidays share. */
const substitutes: YearlyDays = (year) => {
  const taken = new Set<Day>(newYearDays(year));
  const displaced: Day[] = [];
  for (const day of movable.flatMap((rule) => daysOfRule(rule, year))) {
    if (weekday(day) === 7 || taken.has(day)) displaced.push(day);
    else taken.add(day);
  }
  return displaced.map((day) => {
    let kept = day;
    while (weekday(kept) === 7 || taken.has(kept)) kept = dayFromNumber(kept + 1);
    taken.add(kept);
    return kept;
  });
};

/** Three days; instead of a Sunday the eve until 2011, the fourth day since. */
function newYearDays(year: number): readonly Day[] {
  return lunarNewYear(year).flatMap((first) => {
    const three = [first, dayFromNumber(first + 1), dayFromNumber(first + 2)];
    const others = three.filter((day) => weekday(day) !== 7);
    return others.length === 3 ? three : [...others, dayFromNumber(first + (year >= 2011 ? 3 : -1))];
  });
}

/** Holidays of the colony and its last years, and days closed by a single event. */
const special: readonly HolidayRule[] = [
  holiday(
    "Queen's Birthday",
    dates('1990-06-18 1991-06-18 1992-06-15 1993-06-14 1994-06-14 1995-06-19 1996-06-17 1997-06-30')
  ),
  holiday('Liberation Day', last(1, 8), { to: 1996 }),
  holiday('Victory in the Second World War', dates('1997-08-18 1998-08-17 2015-09-03')),
  holiday('Eve of the year 2000', dates('1999-12-31')),
  holiday(
    'Typhoon',
    dates(
      '1992-07-22 1993-09-17 1999-09-16 2001-07-06 2001-07-25 2008-08-06 2008-08-22 2011-09-29 2013-08-14 2016-08-02 ' +
        '2016-10-21 2017-08-23 2020-10-13 2021-10-13 2023-07-17 2023-09-01 2024-09-06'
    )
  ),
  holiday('Black rainstorm', dates('2023-09-08'))
];

/**
 * Hong Kong Stock Exchange. Since 23 September 2024 it trades through typhoons. The festivals of the lunar year are known from
 * 1990 to 2050: outside these years they are missing from what is told by rule.
 */
export const hongKong: ExchangeCalendar = {
  id: 'XHKG',
  title: 'Hong Kong Stock Exchange',
  zone: 'Asia/Hong_Kong',
  hours: [
    { open: at(10), close: at(16), lunch: [at(12, 30), at(14, 30)] },
    { from: '2011-03-07', open: at(9, 30), close: at(16), lunch: [at(12), at(13, 30)] },
    { from: '2012-03-05', open: at(9, 30), close: at(16), lunch: [at(12), at(13)] }
  ],
  weekend: saturdayAndSunday,
  holidays: [
    holiday('Lunar New Year', newYearDays),
    ...general,
    ...special,
    holiday('Substitute holiday', substitutes)
  ],
  halfDays: [
    ...shortEves({ to: 2010 }, at(12, 30)),
    ...shortEves({ from: 2011 }, at(12)),
    { ...holiday('Eve of Lunar New Year', plus(-1, lunarNewYear), { from: 2012 }), close: at(12) }
  ],
  knownFrom: dayFromText('1990-01-01'),
  announcedThrough: dayFromText('2026-12-31')
};

function shortEves(inForce: InForce, close: number): readonly HalfDayRule[] {
  return [
    { ...holiday('Christmas Eve', on(12, 24), inForce), close },
    { ...holiday("New Year's Eve", on(12, 31), inForce), close }
  ];
}

function plus(days: number, of: YearlyDays): YearlyDays {
  return (year) => of(year).map((day) => dayFromNumber(day + days));
}
