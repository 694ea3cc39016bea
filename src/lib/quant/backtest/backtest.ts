import { dayFromNumber } from '$lib/domain/calendar';
import type { Panel } from '$lib/domain/market';
import { performanceMeasures } from '$lib/quant/returns';
import { priceHistory } from './price-history';
import { firstDaysOf } from './rebalancing-days';
import type { BacktestResult, BacktestSpec, ListingEvent } from './spec';
import type { WeightRun } from './vectorized/weight-plan';
import { weightRun } from './vectorized/weight-run';

function requireSpec(spec: BacktestSpec): void {
  const { instruments, weights, initialValue, costs, cashRate } = spec;
  if (weights.length !== instruments.length || instruments.length === 0) {
    throw new RangeError(`${weights.length} weights for ${instruments.length} instruments`);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!weights.every((weight) => weight >= 0) || !(total <= 1 + 1e-9))
    throw new RangeError(`weights add up to ${total}`);
  if (!(initialValue > 0)) throw new RangeError(`initial value: ${initialValue}`);
  if (!(costs.rate >= 0 && costs.spread >= 0 && costs.fixed >= 0)) throw new RangeError('costs below zero');
  if (!(cashRate > -1)) throw new RangeError(`cash rate: ${cashRate}`);
}

/**
 * A strategy of fixed target weights on past prices, long only, with costs. Signals come from the close of day t - 1
 * (for calendar rules from the calendar alone) and are traded at the close of day t; the first purchase is at the
 * close of the first day. The share of an instrument that is not listed yet waits in cash and buys it once it is; an
 * instrument without a price for `endedAfter` days is sold at its last one, and the money waits for the next
 * rebalancing. In a gap the last price counts and nothing is traded. Fractions of shares are held. Prices in one
 * currency; missing NaN. @throws RangeError on weights, costs or a span that make no sense.
 */
export function backtest(
  spec: BacktestSpec,
  panel: Panel,
  onProgress?: (done: number, total: number) => void
): BacktestResult {
  requireSpec(spec);
  const history = priceHistory(panel, spec.instruments, spec, spec.endedAfter ?? 10);
  const length = history.days.length;
  const { rebalancing: rule, initialValue, costs, cashRate } = spec;
  const run = weightRun(
    {
      history,
      initialValue,
      costs,
      cashRate,
      decisions: [{ at: 0, weights: spec.weights }],
      rebalancing: rule,
      calendar: rule.rule === 'calendar' ? firstDaysOf(rule.every, history.days) : [],
      recorded: [0, ...firstDaysOf('month', history.days), length - 1]
    },
    onProgress
  );
  return assembled(spec, run);
}

function assembled(spec: BacktestSpec, run: WeightRun): BacktestResult {
  const { plan, holdings, values, cash, rebalances } = run;
  const { history } = plan;
  const { days } = history;
  const { commission, spread, fixed } = holdings.paid;
  const index = Float64Array.from(values);
  index[0] = spec.initialValue;
  const years = (days[days.length - 1] - days[0]) / 365;
  const meanValue = values.reduce((sum, value) => sum + value, 0) / values.length;
  const events = history.events.map(({ kind, column, at }): ListingEvent => {
    return { kind, instrument: spec.instruments[column], day: dayFromNumber(days[at]) };
  });
  return {
    days,
    values,
    cash,
    weightDays: run.weightDays,
    weights: run.weights,
    trades: run.log.finished(),
    costs: { commission, spread, fixed, total: commission + spread + fixed },
    turnover: years > 0 ? (holdings.traded - run.tradedFirst) / 2 / meanValue / years : 0,
    rebalances: Int32Array.from(rebalances, (at) => days[at]),
    events,
    measures: performanceMeasures({ days, index, riskFreeRate: spec.cashRate })
  };
}

/** Buffers of a result that can be handed to another thread without a copy. */
export function transferables({
  days,
  values,
  cash,
  weightDays,
  weights,
  trades,
  rebalances,
  measures
}: BacktestResult): ArrayBufferLike[] {
  const { day, instrument, quantity, price, amount, cost } = trades;
  const columns = [day, instrument, quantity, price, amount, cost];
  const arrays = [days, values, cash, weightDays, weights, rebalances, measures.drawdown, ...columns];
  return [...new Set(arrays.map((array) => array.buffer))];
}
