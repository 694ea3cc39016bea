import { calendarDays } from '../rebalancing/calendar-days';
import type { MarketSpan } from '../market/market-span';
import type { StrategyBacktest } from '../strategy-result';
import type { DatedWeights, WeightRun } from './weight-plan';
import { weightRun } from './weight-run';

/** Decisions of a strategy over a span without gaps, all at once. `drifts`: never brought back. */
export function vectorizedRun(
  { execution, initialValue }: StrategyBacktest,
  span: MarketSpan,
  decisions: readonly DatedWeights[],
  drifts: boolean,
  onProgress?: (done: number, total: number) => void
): WeightRun {
  const { rebalancing, costs, financing } = execution;
  const { days, from, to, market, instruments } = span;
  const history = {
    days: days.slice(from, to),
    rows: instruments.map((_, i) => market.closes.values.subarray(i * days.length + from, i * days.length + to)),
    gaps: instruments.map(() => undefined),
    listedAtStart: instruments.map(() => true),
    events: []
  };
  const isBand = !drifts && rebalancing.rule === 'band';
  const isCalendar = !drifts && rebalancing.rule === 'calendar';
  return weightRun(
    {
      history,
      initialValue,
      costs,
      cashRate: financing.cashRate,
      decisions,
      rebalancing: isBand ? rebalancing : { rule: 'none' },
      calendar: isCalendar
        ? calendarDays(rebalancing.every, rebalancing.day ?? 1, days, from + 1)
            .filter((at) => at < to)
            .map((at) => at - from)
        : []
    },
    onProgress
  );
}
