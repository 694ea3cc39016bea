import { dayFromText } from '$lib/domain/calendar';
import {
  macroSeriesId,
  type Fundamentals,
  type MacroSeries,
  type MarketEvents,
  type NewsItem,
  type PriceBars
} from '$lib/domain/market';
import { currencyCode } from '$lib/domain/money';
import { saveBars } from './bars';
import { saveDocument } from './documents';
import { saveFetchTasks } from './fetch-tasks';
import { saveMacro } from './macro';
import { saveEvents, saveFundamentals, saveNews, saveRepairs } from './market-facts';
import type { FetchTask, KeptDocument, RepairRecord } from './market-rows';
import { saveOpinions, type Opinion } from './opinions';
import type { Vault } from './vault';
import { apple, closes } from './vault.fixture';

export const prices: MacroSeries = {
  ...{ id: macroSeriesId('fred/CPIAUCSL'), title: 'Consumer prices', topic: 'consumer-prices', unit: 'index' },
  ...{ frequency: 'monthly', area: 'US', source: 'FRED' },
  days: Int32Array.from(['2023-12-01', '2024-01-01'], dayFromText),
  values: Float64Array.of(308.742, 309.685)
};

/** Bars with a close, an open above and a volume for each day. */
export function bars(values: Readonly<Record<string, number>>, over: Partial<PriceBars> = {}): PriceBars {
  const { values: close, revision: _, ...identity } = closes(values);
  const high = close.map((value) => value + 2);
  return {
    ...identity,
    ...{ close, open: close.map((value) => value + 1), high, low: close.map(() => NaN) },
    volume: close.map((value) => value * 100),
    ...over
  };
}

export const events: MarketEvents = {
  ...{ instrument: apple.id, source: 'one' },
  splits: [{ day: dayFromText('2020-08-31'), numerator: 4, denominator: 1 }],
  dividends: [{ day: dayFromText('2024-02-09'), amount: 0.24, currency: currencyCode('USD') }]
};

export const fundamentals: Fundamentals = { instrument: apple.id, source: 'one', asOf: 19_700, dividendYield: 0.005 };

export const news: NewsItem = {
  ...{ id: 'n1', instruments: [apple.id], title: 'News', url: 'https://example.org/a', publisher: 'P' },
  ...{ seenAt: 5, source: 'one' }
};

export const opinion: Opinion = {
  ...{ kind: 'prices', key: apple.id, source: 'two' },
  ...{ days: Int32Array.from(['2019-12-31', '2020-01-02'], dayFromText), values: Float64Array.of(1, 2) }
};

export const repair: RepairRecord = {
  ...{ id: 'r1', kind: 'prices', key: apple.id, day: 18_263, before: NaN, after: 2, why: 'hand', at: 7 }
};

export const query: KeptDocument = {
  ...{ id: 'd1', kind: 'query', title: 'Closes', changedAt: 9, content: { sql: 'SELECT 1' } }
};

export const task: FetchTask = {
  ...{ id: 't1', kind: 'prices', key: apple.id, from: 1, to: 2, sources: ['one'], state: 'waiting' },
  ...{ tries: 0, createdAt: 1 }
};

/** One of each kind of market data. */
export async function fillMarket(vault: Vault): Promise<void> {
  await saveMacro(vault, [prices], { origin: 'fetched', recordedAt: 3 });
  await saveBars(vault, [bars({ '2019-12-31': 1, '2020-01-02': 2 })], { origin: 'fetched', recordedAt: 3 });
  await saveOpinions(vault, [opinion]);
  await saveEvents(vault, [events]);
  await saveFundamentals(vault, [fundamentals]);
  await saveNews(vault, [news]);
  await saveRepairs(vault, [repair]);
  await saveDocument(vault, query);
  await saveFetchTasks(vault, [task]);
}
