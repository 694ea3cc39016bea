import { everyDay, workdays, type ExpectedDays, type MarketQuestion, type Provider } from '$lib/data/providers';
import { dayFromNumber, tradingDays, type ExchangeCalendar } from '$lib/domain/calendar';
import { identifierOf, rateCalendarOf, tradingCalendarOf, type Instrument } from '$lib/domain/instruments';
import type { FetchTask } from '$lib/storage/dexie';

/** What a source calls an instrument: as the person says, as the source's rules say, or undefined. */
export function symbolAt(provider: Provider, instrument: Instrument): string | undefined {
  const own = instrument.sourceSymbols?.[provider.id];
  if (own !== undefined) return own;
  if (provider.symbolOf) return provider.symbolOf(instrument);
  return instrument.identifiers.some((one) => one.scheme === 'symbol') ? identifierOf(instrument) : undefined;
}

function pairOf(key: string): [base: string, quote: string] {
  const [base = '', quote = ''] = key.split('/');
  return [base, quote];
}

/** What a source is asked for a task; undefined where it has no such data or no name for it. */
export function questionOf(
  task: Pick<FetchTask, 'kind' | 'key' | 'from' | 'to'>,
  provider: Provider,
  instrument: Instrument | undefined
): MarketQuestion | undefined {
  if (!provider.kinds.includes(task.kind)) return undefined;
  const span = { from: dayFromNumber(task.from), to: dayFromNumber(task.to) };
  switch (task.kind) {
    case 'prices':
    case 'events':
    case 'fundamentals': {
      const symbol = instrument && symbolAt(provider, instrument);
      if (symbol === undefined) return undefined;
      if (task.kind === 'prices') return { kind: 'prices', symbol, instrument, ...span };
      return task.kind === 'events' ? { kind: 'events', symbol, ...span } : { kind: 'fundamentals', symbol };
    }
    case 'rates': {
      const [base, quote] = pairOf(task.key);
      return { kind: 'rates', base, quote, ...span };
    }
    case 'macro': {
      // The id of a series begins with its source: "fred/DGS10".
      const prefix = `${provider.id}/`;
      return task.key.startsWith(prefix)
        ? { kind: 'macro', series: task.key.slice(prefix.length), ...span }
        : undefined;
    }
    case 'yields':
      return task.key === provider.id ? { kind: 'yields', ...span } : undefined;
    case 'factors':
      return { kind: 'factors', set: task.key };
    case 'news':
      return { kind: 'news', words: instrument ? newsWords(provider, instrument) : task.key, from: span.from };
  }
}

/** What a source of news is asked for an instrument: a source that has closes too by its symbol, another by the name as it is. */
function newsWords(provider: Provider, instrument: Instrument): string {
  const symbol = provider.kinds.includes('prices') ? symbolAt(provider, instrument) : undefined;
  return symbol ?? `"${instrument.name.replaceAll('"', ' ').trim()}"`;
}

/** Days on which a series should have values, and whether holidays are among what is known of them. */
export interface Expectation {
  readonly days: ExpectedDays;
  readonly knowsHolidays: boolean;
}

/** What is expected of a series: the trading days of its calendar where that is known, else Monday to Friday; every day of a market that never closes. */
export function expectationOf(
  { kind, key }: Pick<FetchTask, 'kind' | 'key'>,
  instrument: Instrument | undefined
): Expectation {
  switch (kind) {
    case 'prices':
      return daysOf(instrument && tradingCalendarOf(instrument));
    case 'rates':
      return daysOf(rateCalendarOf(...pairOf(key)));
    case 'yields':
      return daysOf(undefined);
    default:
      return { days: everyDay, knowsHolidays: true };
  }
}

const daysOf = (calendar: ExchangeCalendar | undefined): Expectation =>
  calendar
    ? { days: (from, to) => tradingDays(calendar, dayFromNumber(from), dayFromNumber(to)), knowsHolidays: true }
    : { days: workdays, knowsHolidays: false };
