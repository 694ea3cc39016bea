import { calendarDays } from '../rebalancing/calendar-days';
import { isPrice, type MarketSpan } from '../market/market-span';
import type { StrategyBacktest } from '../strategy-result';
import type { DatedWeights, WeightRun } from './weight-plan';
import { weightRun } from './weight-run';

/**
 * Decisions of a strategy over a span without gaps, all at once; undefined when there is a gap, which is found while
 * positions are valued. `drifts`: never brought back.
 */
export function vectorizedRun(
  { execution, initialValue }: StrategyBacktest,
  span: MarketSpan,
  decisions: readonly DatedWeights[],
  drifts: boolean
): WeightRun | undefined {
  const { rebalancing, costs, financing } = execution;
  const { days, from, to, market, instruments } = span;
  const { values } = market.closes;
  const edges = from > 0 ? [from - 1, to - 1] : [to - 1];
  if (instruments.some((_, i) => edges.some((t) => !isPrice(values[i * days.length + t])))) return undefined;
  const history = {
    days: days.slice(from, to),
    rows: instruments.map((_, i) => values.subarray(i * days.length + from, i * days.length + to)),
    gaps: instruments.map(() => undefined),
    listedAtStart: instruments.map(() => true),
    events: []
  };
  const isBand = !drifts && rebalancing.rule === 'band';
  const isCalendar = !drifts && rebalancing.rule === 'calendar';
  const run = weightRun({
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
  });
  return run.complete ? run : undefined;
}
