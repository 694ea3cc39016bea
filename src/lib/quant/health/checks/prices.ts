import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { LiveTransaction, Trade } from '$lib/domain/ledger';
import type { PriceSeries } from '$lib/domain/market';
import type { HealthCheck } from '../check';
import type { Finding } from '../health';
import { asNumber, closeNear, dayAt, type HealthView } from '../health-view';

const trades = (view: HealthView): readonly (LiveTransaction & { readonly transaction: Trade })[] =>
  view.live.filter((one): one is LiveTransaction & { transaction: Trade } => 'price' in one.transaction);

const STALE_DAYS = 30;

/** Instruments held today for which there is neither a series of closes nor a trade of the last month. */
export const missingPrices: HealthCheck = {
  id: 'missing-prices',
  gravity: 'doubt',
  findings(view) {
    const points = new Map<InstrumentId, Map<Day, number>>();
    for (const { transaction } of trades(view)) {
      const own = points.get(transaction.instrument) ?? new Map<Day, number>();
      own.set(transaction.tradeDay, asNumber(transaction.price));
      points.set(transaction.instrument, own);
    }
    return held(view).flatMap((instrument): Finding[] => {
      if (view.seriesOf.has(instrument.id)) return [];
      const own = [...(points.get(instrument.id) ?? new Map<Day, number>())].sort(([a], [b]) => a - b);
      const last = own.at(-1);
      const series = own.length === 0 ? [] : [seriesOf(instrument.id, instrument.currency, own, 'trades')];
      return [
        {
          key: `missing-prices:${instrument.id}`,
          instrument: instrument.id,
          ...(last ? { day: last[0] } : {}),
          events: [],
          facts: last ? { price: last[1] } : {},
          mend: { how: 'prices-from-trades', series }
        }
      ];
    });
  }
};

/** A series that ended more than a month before today while its instrument is still held. */
export const stalePrices: HealthCheck = {
  id: 'stale-prices',
  gravity: 'doubt',
  findings: (view) =>
    held(view).flatMap((instrument): Finding[] => {
      const series = view.seriesOf.get(instrument.id);
      const at = (series?.days.length ?? 0) - 1;
      if (!series || at < 0 || series.source === 'trades') return [];
      const last = dayAt(series, at);
      if (view.today - last <= STALE_DAYS) return [];
      const value = series.values[at] ?? 0;
      return [
        {
          key: `stale-prices:${instrument.id}`,
          instrument: instrument.id,
          day: last,
          events: [],
          facts: { price: value },
          mend: { how: 'repeat-last-price', series: [withPoint(series, view.today, value)] }
        }
      ];
    })
};

const near = (ratio: number, wanted: number): boolean => ratio > wanted * 0.75 && ratio < wanted * 1.35;

/** A trade whose price is about a hundred times, or a hundredth of, the close of that day: pence taken for pounds. */
export const priceOffByHundred: HealthCheck = {
  id: 'price-off-by-100',
  gravity: 'error',
  findings: (view) =>
    trades(view).flatMap(({ event, transaction }): Finding[] => {
      const close = closeNear(view.seriesOf.get(transaction.instrument), transaction.tradeDay);
      const series = view.seriesOf.get(transaction.instrument);
      if (close === undefined || close <= 0 || series?.currency !== transaction.gross.currency) return [];
      if (series.adjustment !== 'none') return [];
      const ratio = asNumber(transaction.price) / close;
      const up = near(ratio, 100);
      if (!up && !near(ratio, 0.01)) return [];
      const scaled = <T extends bigint>(value: T): T => (up ? value / 100n : value * 100n) as T;
      const { price, gross } = transaction;
      return [
        {
          key: `price-off-by-100:${event}`,
          account: transaction.account,
          instrument: transaction.instrument,
          day: transaction.tradeDay,
          events: [event],
          facts: { price: asNumber(price), expected: close },
          mend: {
            how: up ? 'divide-by-100' : 'multiply-by-100',
            acts: [
              {
                act: 'amend',
                event,
                transaction: {
                  ...transaction,
                  price: scaled(price),
                  gross: { ...gross, amount: scaled(gross.amount) }
                }
              }
            ]
          }
        }
      ];
    })
};

const LEAP = 2.5;

/** A close that leaps away and comes back the next day: one wrong point in a series. */
export const priceLeap: HealthCheck = {
  id: 'price-leap',
  gravity: 'doubt',
  findings: (view) =>
    view.prices.flatMap((series) => {
      const found: Finding[] = [];
      for (let at = 1; at + 1 < series.values.length; at++) {
        const [before = 0, value = 0, after = 0] = series.values.subarray(at - 1, at + 2);
        const out = value / before;
        const back = value / after;
        if (!(before > 0 && after > 0) || !((out > LEAP && back > LEAP) || (out < 1 / LEAP && back < 1 / LEAP)))
          continue;
        found.push({
          key: `price-leap:${series.instrument}:${series.days[at] ?? 0}`,
          instrument: series.instrument,
          day: dayAt(series, at),
          events: [],
          facts: { price: value, expected: before },
          mend: { how: 'remove-price', series: [withoutPoint(series, at)] }
        });
      }
      return found;
    })
};

/** Every trade of a raw series in hundredths: the series is in pence and says pounds. */
export const seriesInHundredths: HealthCheck = {
  id: 'series-in-hundredths',
  gravity: 'error',
  findings: (view) =>
    view.prices.flatMap((series): Finding[] => {
      if (series.quoteUnit !== 'currency' || series.adjustment !== 'none') return [];
      const own = trades(view).filter(
        ({ transaction }) =>
          transaction.instrument === series.instrument && transaction.gross.currency === series.currency
      );
      const compared = own.flatMap(({ transaction }) => {
        const close = closeNear(series, transaction.tradeDay);
        return close === undefined ? [] : [asNumber(transaction.price) / close];
      });
      if (compared.length < 2 || !compared.every((ratio) => near(ratio, 0.01))) return [];
      return [
        {
          key: `series-in-hundredths:${series.instrument}`,
          instrument: series.instrument,
          events: own.map(({ event }) => event),
          facts: {},
          mend: {
            how: 'quote-in-hundredths',
            series: [{ ...series, quoteUnit: 'hundredth', revision: series.revision + 1 }]
          }
        }
      ];
    })
};

function held(view: HealthView) {
  const now = new Set(view.fold.holdings.flatMap(({ instrument, quantity }) => (quantity === 0n ? [] : [instrument])));
  return view.instruments.filter(({ id }) => now.has(id));
}

function seriesOf(
  instrument: InstrumentId,
  currency: PriceSeries['currency'],
  points: readonly (readonly [number, number])[],
  source: string
): PriceSeries {
  return {
    instrument,
    currency,
    adjustment: 'none',
    quoteUnit: 'currency',
    source,
    revision: 1,
    days: Int32Array.from(points, ([day]) => day),
    values: Float64Array.from(points, ([, value]) => value)
  };
}

function withPoint(series: PriceSeries, day: number, value: number): PriceSeries {
  return {
    ...series,
    revision: series.revision + 1,
    days: Int32Array.of(...series.days, day),
    values: Float64Array.of(...series.values, value)
  };
}

function withoutPoint(series: PriceSeries, index: number): PriceSeries {
  return {
    ...series,
    revision: series.revision + 1,
    days: series.days.filter((_, at) => at !== index),
    values: series.values.filter((_, at) => at !== index)
  };
}
