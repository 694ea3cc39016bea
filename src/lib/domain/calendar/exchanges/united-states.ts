import { dayFromNumber, dayFromText, weekday } from '../day';
import { at, saturdayAndSunday } from './exchange-calendar';
import type { ExchangeCalendar, HalfDayRule, TradingHours } from './exchange-calendar';
import { dates, easter, holiday, last, nearestWeekday, nth, on, sundayToMonday } from './rules';
import type { HolidayRule, YearlyDays } from './rules';

const thanksgiving = nth(4, 4, 11);
const electionDay = dayAfter(nth(1, 1, 11));

const sharedHolidays: readonly HolidayRule[] = [
  holiday("Washington's Birthday", nth(3, 1, 2), { from: 1971 }),
  holiday('Memorial Day', last(1, 5), { from: 1971 }),
  holiday('Juneteenth', on(6, 19, nearestWeekday), { from: 2022 }),
  holiday('Independence Day', on(7, 4, nearestWeekday), { from: 1959 }),
  holiday('Labor Day', nth(1, 1, 9)),
  holiday('Thanksgiving Day', thanksgiving),
  holiday('Christmas Day', on(12, 25, nearestWeekday))
];

const holidays: readonly HolidayRule[] = [
  holiday("New Year's Day", on(1, 1, sundayToMonday)),
  holiday('Martin Luther King Day', nth(3, 1, 1), { from: 1998 }),
  ...sharedHolidays,
  holiday("Washington's Birthday", on(2, 22, sundayToMonday), { to: 1958 }),
  holiday("Washington's Birthday", on(2, 22, nearestWeekday), { from: 1959, to: 1970 }),
  holiday('Memorial Day', on(5, 30, sundayToMonday), { to: 1970 }),
  holiday('Independence Day', on(7, 4, sundayToMonday), { to: 1958 }),
  holiday("Lincoln's Birthday", dates('1953-02-12 1968-02-12')),
  holiday('Good Friday', easter(-2)),
  holiday('Columbus Day', on(10, 12), { to: 1953 }),
  holiday('Election Day', electionDay, { to: 1968 }),
  holiday('Election Day', electionDay, { from: 1972, to: 1980, except: [1973, 1974, 1975, 1977, 1978, 1979] }),
  holiday('Veterans Day', dates('1953-11-11 1968-11-11')),
  holiday('Day beside a holiday', dates('1956-12-24 1958-12-26 1961-05-29 1964-05-29 1968-07-05')),
  holiday(
    'Funeral of a president',
    dates('1963-11-25 1969-03-31 1972-12-28 1973-01-25 1994-04-27 2004-06-11 2007-01-02')
  ),
  holiday('Mourning for a president', dates('2018-12-05 2025-01-09')),
  holiday('Mourning for Martin Luther King', dates('1968-04-09')),
  holiday('Paperwork crisis', paperworkWednesdays, { from: 1968, to: 1968 }),
  holiday('Snow', dates('1969-02-10')),
  holiday('First landing on the Moon', dates('1969-07-21')),
  holiday('Blackout', dates('1977-07-14')),
  holiday('Hurricane', dates('1985-09-27 2012-10-29 2012-10-30')),
  holiday('Attacks of 11 September', dates('2001-09-11 2001-09-12 2001-09-13 2001-09-14'))
];

const halfDays: readonly HalfDayRule[] = [
  { ...holiday('Christmas Eve', on(12, 24), { to: 1992 }), close: at(14) },
  { ...holiday('Christmas Eve', on(12, 24), { from: 1993 }), close: at(13) },
  { ...holiday('Day after Thanksgiving', dayAfter(thanksgiving), { from: 1992, to: 1992 }), close: at(14) },
  { ...holiday('Day after Thanksgiving', dayAfter(thanksgiving), { from: 1993 }), close: at(13) },
  { ...holiday('Eve of Independence Day', notOnWednesday(on(7, 3)), { from: 1995, to: 2012 }), close: at(13) },
  { ...holiday('Eve of Independence Day', on(7, 3), { from: 2013 }), close: at(13) },
  { ...holiday('Friday after a holiday', dates('1996-07-05 1997-12-26 2002-07-05 2003-12-26')), close: at(13) },
  { ...holiday("New Year's Eve of 1999", dates('1999-12-31')), close: at(13) },
  { ...holiday('Funeral of President Hoover', dates('1964-10-23')), close: at(14) },
  { ...holiday('Snow', dates('1978-02-06')), close: at(14) },
  { ...holiday('Snow', dates('1975-02-12')), close: at(14, 30) },
  { ...holiday('Hurricane Belle', dates('1976-08-09')), close: at(15) },
  { ...holiday('President Kennedy shot', dates('1963-11-22')), close: at(14, 7) },
  { ...holiday('President Reagan shot', dates('1981-03-30')), close: at(15, 17) },
  { ...holiday('Power failure', dates('1981-09-09')), close: at(15, 28) }
];

/** With the days shortened by the transit strike of 1966, the paperwork crisis of 1967 to 1970 and the crash of 1987. */
const hours: readonly TradingHours[] = [
  { open: at(10), close: at(15, 30) },
  { from: '1966-01-06', open: at(10), close: at(14) },
  { from: '1966-01-17', open: at(10), close: at(15, 30) },
  { from: '1967-08-09', open: at(10), close: at(14) },
  { from: '1967-08-21', open: at(10), close: at(15, 30) },
  { from: '1968-01-22', open: at(10), close: at(14) },
  { from: '1968-03-04', open: at(10), close: at(15, 30) },
  { from: '1969-01-02', open: at(10), close: at(14) },
  { from: '1969-07-07', open: at(10), close: at(14, 30) },
  { from: '1969-09-29', open: at(10), close: at(15) },
  { from: '1970-05-04', open: at(10), close: at(15, 30) },
  { from: '1974-10-01', open: at(10), close: at(16) },
  { from: '1985-09-30', open: at(9, 30), close: at(16) },
  { from: '1987-10-23', open: at(9, 30), close: at(14) },
  { from: '1987-11-02', open: at(9, 30), close: at(14, 30) },
  { from: '1987-11-05', open: at(9, 30), close: at(15) },
  { from: '1987-11-09', open: at(9, 30), close: at(15, 30) },
  { from: '1987-11-12', open: at(9, 30), close: at(16) }
];

/** New York Stock Exchange. Rule 7.2: a Saturday holiday closes the Friday, but not the last day of a year. */
export const newYork: ExchangeCalendar = {
  id: 'XNYS',
  title: 'New York Stock Exchange',
  alsoExchanges: ['ARCX', 'XASE', 'BATS'],
  zone: 'America/New_York',
  hours,
  weekend: saturdayAndSunday,
  holidays,
  halfDays,
  knownFrom: dayFromText('1953-01-01'),
  announcedThrough: dayFromText('2027-12-31')
};

/** NASDAQ keeps the days of New York; it opened in 1971. */
export const nasdaq: ExchangeCalendar = {
  ...newYork,
  id: 'XNAS',
  title: 'NASDAQ',
  alsoExchanges: ['XNGS', 'XNMS', 'XNCM'],
  knownFrom: dayFromText('1971-02-08')
};

/** Federal holidays (5 U.S.C. 6103): a Saturday holiday closes the Friday, New Year's Day included. Hours are those of Fedwire. */
export const unitedStatesSettlement: ExchangeCalendar = {
  id: 'US-SETTLEMENT',
  title: 'United States settlement',
  zone: 'America/New_York',
  hours: [
    { open: at(0, 30), close: at(18, 30) },
    { from: '2004-05-17', open: at(-3), close: at(18, 30) },
    { from: '2021-03-08', open: at(-3), close: at(19) }
  ],
  weekend: saturdayAndSunday,
  holidays: [
    holiday("New Year's Day", on(1, 1, nearestWeekday)),
    holiday('Martin Luther King Day', nth(3, 1, 1), { from: 1986 }),
    ...sharedHolidays,
    holiday("Washington's Birthday", on(2, 22, nearestWeekday), { to: 1970 }),
    holiday('Memorial Day', on(5, 30, nearestWeekday), { to: 1970 }),
    holiday('Columbus Day', nth(2, 1, 10), { from: 1971 }),
    holiday('Veterans Day', on(11, 11, nearestWeekday), { to: 1970 }),
    holiday('Veterans Day', nth(4, 1, 10), { from: 1971, to: 1977 }),
    holiday('Veterans Day', on(11, 11, nearestWeekday), { from: 1978 })
  ],
  halfDays: [],
  knownFrom: dayFromText('1961-01-01'),
  announcedThrough: dayFromText('2027-12-31')
};

/** Closed on Wednesdays from June 1968, but for weeks with another holiday. */
function paperworkWednesdays(): ReturnType<YearlyDays> {
  const first = dayFromText('1968-06-12');
  const apart = new Set(['1968-07-03', '1968-09-04', '1968-11-06', '1968-11-13', '1968-11-27'].map(dayFromText));
  return Array.from({ length: 28 }, (_, week) => dayFromNumber(first + 7 * week)).filter((day) => !apart.has(day));
}

function dayAfter(days: YearlyDays): YearlyDays {
  return (year) => days(year).map((day) => dayFromNumber(day + 1));
}

function notOnWednesday(days: YearlyDays): YearlyDays {
  return (year) => days(year).filter((day) => weekday(day) !== 3);
}
