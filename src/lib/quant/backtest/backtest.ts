import { exp, log1p } from '$lib/math/elementary';
import { dayFromNumber } from '$lib/domain/calendar';
import type { Panel } from '$lib/domain/market';
import { performanceMeasures } from '$lib/quant/returns';
import { Holdings } from './holdings';
import { priceHistory, type PriceHistory } from './price-history';
import { firstDaysOf } from './rebalancing-days';
import type { BacktestResult, BacktestSpec, ListingEvent } from './spec';
import { TradeLog } from './trade-log';

const BAND_STRETCH = 32;

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
  const log = new TradeLog();
  const holdings = new Holdings(history, spec.weights, spec.costs, log, spec.initialValue);
  const length = history.days.length;
  const run = { spec, history, holdings, values: new Float64Array(length), cash: new Float64Array(length) };
  holdings.rebalance(0);
  const firstTraded = holdings.traded;
  run.values[0] = holdings.value();
  run.cash[0] = holdings.cash;
  const rule = spec.rebalancing;
  const calendar = new Set(rule.rule === 'calendar' ? firstDaysOf(rule.every, history.days) : []);
  const months = firstDaysOf('month', history.days);
  const stops = [...new Set([...calendar, ...months, ...history.events.map(({ at }) => at), length - 1])]
    .filter((at) => at > 0)
    .sort((a, b) => a - b);
  const recorded = new Set([0, ...months, length - 1]);
  const weights = new WeightRecord(run, recorded.size);
  weights.record(0);
  const rebalances: number[] = [history.days[0]];
  let nextEvent = history.events.findIndex(({ at }) => at > 0);
  let stop = 0;
  for (let at = 0; at < length - 1;) {
    const from = at;
    at = rule.rule === 'band' ? Math.min(stops[stop], from + BAND_STRETCH) : stops[stop];
    fillValues(run, from, at);
    const breach = rule.rule === 'band' ? firstBreach(run, from, at) : -1;
    if (breach >= 0) {
      at = breach + 1;
      history.rows.forEach((row, i) => (holdings.closing[i] = row[at]));
    }
    if (at === stops[stop]) stop += 1;
    holdings.cash = run.cash[at];
    let changed = calendar.has(at) || breach >= 0;
    for (; nextEvent >= 0 && history.events[nextEvent]?.at === at; nextEvent++) {
      const { kind, column } = history.events[nextEvent];
      if (kind === 'ended') holdings.leave(column, at);
      else if (changed) holdings.listed[column] = true;
      else holdings.enter(column, at);
    }
    if (changed) {
      holdings.rebalance(at);
      rebalances.push(history.days[at]);
    } else changed = run.cash[at] !== holdings.cash;
    if (changed) {
      run.values[at] = holdings.value();
      run.cash[at] = holdings.cash;
    }
    if (recorded.has(at)) weights.record(at);
    onProgress?.(at, length - 1);
  }
  return assembled(run, log, weights, rebalances, holdings.traded - firstTraded);
}

interface Run {
  readonly spec: BacktestSpec;
  readonly history: PriceHistory;
  readonly holdings: Holdings;
  readonly values: Float64Array;
  readonly cash: Float64Array;
}

/** Values after day `from` up to day `to`, instrument by instrument so that prices are read in the order they lie. */
function fillValues({ spec, history, holdings, values, cash }: Run, from: number, to: number): void {
  const { days, rows } = history;
  const growth = log1p(spec.cashRate) / 365;
  for (let t = from + 1; t <= to; t++) {
    cash[t] = growth === 0 ? holdings.cash : holdings.cash * exp(growth * (days[t] - days[from]));
    values[t] = cash[t];
  }
  for (let i = 0; i < rows.length; i++) {
    const units = holdings.units[i];
    const prices = rows[i];
    holdings.closing[i] = prices[to];
    if (units === 0) continue;
    for (let t = from + 1; t <= to; t++) values[t] += units * prices[t];
  }
}

/** First day from `from` on, before `to`, on which a listed instrument is outside its band; -1 when there is none. */
function firstBreach({ spec, history, holdings, values }: Run, from: number, to: number): number {
  if (spec.rebalancing.rule !== 'band') return -1;
  const { absolute = Infinity, relative = Infinity } = spec.rebalancing;
  let first = to;
  for (let i = 0; i < history.rows.length; i++) {
    if (!holdings.listed[i]) continue;
    const target = spec.weights[i];
    const band = Math.min(absolute, target > 0 ? relative * target : Infinity) + 1e-12;
    const prices = history.rows[i];
    const units = holdings.units[i];
    for (let t = from; t < first; t++) {
      if (Math.abs(units * prices[t] - target * values[t]) > band * values[t]) first = t;
    }
  }
  return first < to ? first : -1;
}

/** Weights after trading on chosen days, rows of the instruments and cash. */
class WeightRecord {
  readonly days: Int32Array;
  readonly rows: Float64Array;
  private size = 0;

  constructor(
    private readonly run: Run,
    count: number
  ) {
    this.days = new Int32Array(count);
    this.rows = new Float64Array(count * (run.history.rows.length + 1));
  }

  record(at: number): void {
    const { history, holdings, values } = this.run;
    const { units, closing } = holdings;
    const base = this.size * (units.length + 1);
    this.days[this.size++] = history.days[at];
    for (let i = 0; i < units.length; i++) this.rows[base + i] = (units[i] * closing[i]) / values[at];
    this.rows[base + units.length] = holdings.cash / values[at];
  }
}

function assembled(
  { spec, history, holdings, values, cash }: Run,
  log: TradeLog,
  weights: WeightRecord,
  rebalances: number[],
  traded: number
): BacktestResult {
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
    weightDays: weights.days,
    weights: weights.rows,
    trades: log.finished(),
    costs: { commission, spread, fixed, total: commission + spread + fixed },
    turnover: years > 0 ? traded / 2 / meanValue / years : 0,
    rebalances: Int32Array.from(rebalances),
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
