import type { MarketAnswer } from '$lib/data/providers';
import type { Instrument } from '$lib/domain/instruments';
import type { MarketEvents } from '$lib/domain/market';
import { currencyCode, currencyFromCode, type CurrencyCode } from '$lib/domain/money';
import {
  saveBars,
  saveEvents,
  saveFundamentals,
  saveMacro,
  saveNews,
  saveRates,
  saveSetting,
  type FetchTask,
  type SaveOutcome,
  type Vault
} from '$lib/storage/dexie';

/** What was fetched, and where from. */
export interface FetchedAnswer {
  readonly task: Pick<FetchTask, 'kind' | 'key'>;
  readonly source: string;
  readonly answer: MarketAnswer;
  readonly instrument: Instrument | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Setting under which a fetched set of factors is kept. */
export const fetchedFactorsKey = (set: string): string => `fetched-factors/${set}`;

/**
 * Writes an answer; the number of values that are new. Within a transaction over all tables that it touches it is a part of
 * that. Fetched values never take the place of imported or typed ones.
 */
export async function stored(vault: Vault, fetched: FetchedAnswer): Promise<number> {
  const { answer, source, task, instrument, at } = fetched;
  const options = { origin: 'fetched', recordedAt: at, skipMismatched: true } as const;
  switch (answer.kind) {
    case 'prices': {
      const { id, currency } = known(instrument, task.key);
      const { bars, adjustment, quoteUnit, splits = [], dividends = [] } = answer;
      const identity = {
        instrument: id,
        currency: currencyIn(answer.currency) ?? currency,
        adjustment,
        quoteUnit,
        source
      };
      if (splits.length + dividends.length > 0) await storedEvents(vault, fetched, { splits, dividends });
      return writtenOf(await saveBars(vault, [{ ...identity, ...bars }], options));
    }
    case 'rates': {
      const [base = '', quote = ''] = task.key.split('/');
      const pair = { base: currencyCode(base), quote: currencyCode(quote), source };
      return writtenOf(await saveRates(vault, [{ ...pair, days: answer.days, values: answer.values }], options));
    }
    case 'events':
      return storedEvents(vault, fetched, answer);
    case 'fundamentals': {
      const { id } = known(instrument, task.key);
      await saveFundamentals(vault, [{ ...answer.figures, instrument: id, source, asOf: Math.floor(at / DAY) }]);
      return Object.keys(answer.figures).length;
    }
    case 'macro':
    case 'yields':
      return writtenOf(
        await saveMacro(
          vault,
          answer.series.map((one) => ({ ...one, source })),
          options
        )
      );
    case 'factors':
      await saveSetting(vault, fetchedFactorsKey(task.key), { ...answer.factors, source, fetchedAt: at });
      return answer.factors.days.length;
    case 'news':
      return storedNews(vault, fetched, answer.items);
    case 'search':
      throw new RangeError('listings that were found are not stored');
  }
}

const DAY = 86_400_000;

/** An answer of another kind than what is stored. The task fails with it and another source may be asked. */
export class OtherSeriesError extends Error {
  override readonly name = 'OtherSeriesError';
  readonly code = 'other-series';
}

function writtenOf({ written, mismatched: [other] }: SaveOutcome): number {
  if (other) throw new OtherSeriesError(`What is stored is ${other.stored}; the source has ${other.given}.`);
  return written;
}

/** Code of a currency as a source says it; undefined where it says none or one that is not known. */
export function currencyIn(text: string | undefined): CurrencyCode | undefined {
  return text === undefined ? undefined : currencyFromCode(text)?.code;
}

function known(instrument: Instrument | undefined, key: string): Instrument {
  if (!instrument) throw new RangeError(`no instrument ${key}`);
  return instrument;
}

type Events = Extract<MarketAnswer, { kind: 'events' }>;

/** Splits and dividends joined with those kept; an event of a day is told once. */
async function storedEvents(
  vault: Vault,
  { instrument, task, source }: FetchedAnswer,
  { splits, dividends }: Pick<Events, 'splits' | 'dividends'>
): Promise<number> {
  const { id, currency } = known(instrument, task.key);
  const before = await vault.db.events.get(id);
  const paid = dividends.map(({ day, amount, currency: said }) => ({
    day,
    amount,
    currency: currencyIn(said) ?? currency
  }));
  const row: MarketEvents = {
    ...{ instrument: id, source },
    splits: byDay([...(before?.splits ?? []), ...splits]),
    dividends: byDay([...(before?.dividends ?? []), ...paid])
  };
  await saveEvents(vault, [row]);
  const count = (one: MarketEvents | undefined): number => (one ? one.splits.length + one.dividends.length : 0);
  return count(row) - count(before);
}

function byDay<T extends { readonly day: number }>(list: readonly T[]): T[] {
  return [...new Map(list.map((one) => [one.day, one])).values()].sort((a, b) => a.day - b.day);
}

/** News with the instruments that it was asked for, beside those for which it is kept already. */
async function storedNews(
  vault: Vault,
  { instrument, source }: FetchedAnswer,
  items: Extract<MarketAnswer, { kind: 'news' }>['items']
): Promise<number> {
  const before = await vault.db.news.bulkGet(items.map(({ id }) => id));
  const own = instrument ? [instrument.id] : [];
  await saveNews(
    vault,
    items.map((one, at) => ({
      ...one,
      source,
      instruments: [...new Set([...(before[at]?.instruments ?? []), ...own])]
    }))
  );
  return before.filter((one) => one === undefined).length;
}
