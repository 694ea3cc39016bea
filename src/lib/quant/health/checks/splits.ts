import type { Day } from '$lib/domain/calendar';
import type { LiveTransaction } from '$lib/domain/ledger';
import type { PriceSeries } from '$lib/domain/market';
import { announcedSplits, SPLIT_DAYS } from '../announced';
import type { HealthCheck } from '../check';
import type { Finding } from '../health';
import { dayAt, type HealthView } from '../health-view';

const ratios: readonly (readonly [number, number])[] = [
  [2, 1],
  [3, 1],
  [4, 1],
  [5, 1],
  [7, 1],
  [8, 1],
  [10, 1],
  [15, 1],
  [20, 1],
  [25, 1],
  [50, 1],
  [3, 2],
  [1, 2],
  [1, 3],
  [1, 4],
  [1, 5],
  [1, 8],
  [1, 10],
  [1, 20],
  [1, 25],
  [1, 50]
];

/** A raw series that falls or rises overnight by a split's ratio and stays there, while units held that day saw no split. */
export const splitMissing: HealthCheck = {
  id: 'split-missing',
  gravity: 'doubt',
  findings: (view) =>
    view.prices.flatMap((series) => {
      if (series.adjustment !== 'none' && series.adjustment !== 'dividends') return [];
      const found: Finding[] = [];
      for (let at = 5; at + 5 < series.values.length; at++) {
        const step = (series.values[at - 1] ?? NaN) / (series.values[at] ?? NaN);
        if (!(step > 1.4 || step < 0.6)) continue;
        const ratio = ratios.find(([up, down]) => Math.abs(step / (up / down) - 1) < 0.06);
        const [a, b] = [level(series, at - 5, at), level(series, at, at + 5)];
        if (!ratio || Math.abs(a / b / (ratio[0] / ratio[1]) - 1) > 0.12) continue;
        const day = dayAt(series, at);
        // What was announced is said by the check of announced splits.
        if (announcedSplits(view, series.instrument).some((one) => Math.abs(one.day - day) <= SPLIT_DAYS)) continue;
        found.push(...unitsWithoutSplit(view, series, day, ratio));
      }
      return found;
    })
};

function unitsWithoutSplit(
  view: HealthView,
  series: PriceSeries,
  day: Day,
  ratio: readonly [number, number]
): Finding[] {
  const units = new Map<LiveTransaction['transaction']['account'], bigint>();
  const split = new Set<string>();
  for (const { event, transaction } of view.live) {
    if (!('instrument' in transaction) || transaction.instrument !== series.instrument) continue;
    if (transaction.verb === 'split' && Math.abs(transaction.tradeDay - day) <= 5) split.add(transaction.account);
    if (transaction.tradeDay >= day)
      units.set(transaction.account, units.get(transaction.account) ?? view.heldBefore.get(event) ?? 0n);
  }
  for (const { account, instrument, quantity } of view.fold.holdings)
    if (instrument === series.instrument && !units.has(account)) units.set(account, quantity);
  return [...units].flatMap(([account, held]): Finding[] =>
    held === 0n || split.has(account)
      ? []
      : [
          {
            key: `split-missing:${account}:${series.instrument}:${day}`,
            account,
            instrument: series.instrument,
            day,
            events: [],
            facts: { ratio },
            mend: {
              how: 'split',
              acts: [
                {
                  act: 'post',
                  transaction: {
                    verb: 'split',
                    account,
                    instrument: series.instrument,
                    tradeDay: day,
                    settlementDay: day,
                    numerator: ratio[0],
                    denominator: ratio[1]
                  }
                }
              ]
            }
          }
        ]
  );
}

function level(series: PriceSeries, from: number, to: number): number {
  const part = Array.from(series.values.subarray(from, to)).sort((a, b) => a - b);
  return part[Math.floor(part.length / 2)] ?? NaN;
}
