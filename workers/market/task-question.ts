import { everyDay, workdays, type ExpectedDays, type MarketQuestion, type Provider } from '$lib/data/providers';
import { dayFromNumber } from '$lib/domain/calendar';
import { identifierOf, type Instrument } from '$lib/domain/instruments';
import type { FetchTask } from '$lib/storage/dexie';

/** What a source calls an instrument: as the person says, as the source's rules say, or undefined. */
export function symbolAt(provider: Provider, instrument: Instrument): string | undefined {
  const own = instrument.sourceSymbols?.[provider.id];
  if (own !== undefined) return own;
  if (provider.symbolOf) return provider.symbolOf(instrument);
  return instrument.identifiers.some((one) => one.scheme === 'symbol') ? identifierOf(instrument) : undefined;
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
      const [base = '', quote = ''] = task.key.split('/');
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
      return { kind: 'news', words: task.key, from: span.from };
  }
}

/** Days on which a series should have values. */
export function expectedDaysOf(kind: FetchTask['kind'], instrument: Instrument | undefined): ExpectedDays {
  if (kind === 'prices' && instrument?.kind !== 'crypto') return workdays;
  return kind === 'rates' || kind === 'yields' ? workdays : everyDay;
}
