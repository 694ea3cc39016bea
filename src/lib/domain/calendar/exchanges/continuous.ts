import { dayFromText } from '../day';
import type { ExchangeCalendar } from './exchange-calendar';

/** Markets that never close, as those of cryptocurrencies: a day ends at midnight UTC. */
export const continuous: ExchangeCalendar = {
  id: 'CONTINUOUS',
  title: 'Every day, around the clock',
  zone: 'UTC',
  hours: [{ open: 0, close: 1440 }],
  weekend: [],
  holidays: [],
  halfDays: [],
  knownFrom: dayFromText('2009-01-03'),
  announcedThrough: dayFromText('9999-12-31')
};
