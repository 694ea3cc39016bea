import {
  calendarById,
  calendarOfExchange,
  dayFromNumber,
  tradingDays,
  type ExchangeCalendar
} from '$lib/domain/calendar';
import type { Instrument } from '$lib/domain/instruments';
import { centralBankCurrencies } from '$lib/domain/money';
import { everyDayCalendar, plainCalendar, type QualityContext } from '$lib/quant/quality';

/** By which days a series is judged: those of an exchange or settlement system, every day, or Monday to Friday. */
export type JudgedBy =
  { readonly days: 'exchange'; readonly title: string } | { readonly days: 'every-day' | 'weekdays' };

/** Days on which a value of a series is due, and whose they are. */
export interface SeriesCalendar {
  readonly calendar: QualityContext['calendar'];
  readonly judgedBy: JudgedBy;
}

/** Monday to Friday: holidays are not known. */
export const weekdays: SeriesCalendar = { calendar: plainCalendar, judgedBy: { days: 'weekdays' } };
const everyDay: SeriesCalendar = { calendar: everyDayCalendar, judgedBy: { days: 'every-day' } };

const CONTINUOUS = 'CONTINUOUS';
const made = new Map<string, SeriesCalendar>();

function sessionsOf(exchange: ExchangeCalendar): SeriesCalendar {
  const before = made.get(exchange.id);
  if (before) return before;
  const one: SeriesCalendar = {
    calendar: {
      plain: false,
      tradingDays: (from, to) => tradingDays(exchange, dayFromNumber(from), dayFromNumber(to))
    },
    judgedBy: { days: 'exchange', title: exchange.title }
  };
  made.set(exchange.id, one);
  return one;
}

/** Days on which closes of an instrument are due: every day where it trades continuously, the sessions of its exchange, else Monday to Friday. */
export function calendarOf(instrument: Pick<Instrument, 'kind' | 'exchange'> | undefined): SeriesCalendar {
  if (instrument?.kind === 'crypto') return everyDay;
  const exchange = instrument?.exchange === undefined ? undefined : calendarOfExchange(instrument.exchange);
  if (!exchange) return weekdays;
  return exchange.id === CONTINUOUS ? everyDay : sessionsOf(exchange);
}

/** Sources of the reference rates of the European Central Bank, which are told on the days of its payment system. */
const ofCentralBank: ReadonlySet<string> = new Set(['ecb', 'frankfurter']);

/** Days on which an exchange rate of a source is due. Pairs beyond the currencies of the bank are others' rates. */
export function calendarOfRates(source: string, pair: string): SeriesCalendar {
  const isBanks = ofCentralBank.has(source) && pair.split('/').every((one) => centralBankCurrencies.has(one));
  return isBanks ? sessionsOf(calendarById('TARGET')) : weekdays;
}
