import { exp, log1p } from '$lib/math/elementary';
import { Holdings } from '../holdings';
import type { PriceHistory } from '../price-history';
import type { RebalancingRule, TradingCosts } from '../spec';
import { TradeLog } from '../trade-log';

const BAND_STRETCH = 32;

/** Target weights and the index of the day they are traded on; NaN leaves a position as it is. */
export interface DatedWeights {
  readonly at: number;
  readonly weights: Float64Array;
}

/** Weights over a span of prices, and how they are brought back. */
export interface WeightPlan {
  readonly history: PriceHistory;
  readonly initialValue: number;
  readonly costs: TradingCosts;
  readonly cashRate: number;
  /** In order of time. */
  readonly decisions: readonly DatedWeights[];
  /** Bands; indices of the days of a calendar are in `calendar`. */
  readonly rebalancing: RebalancingRule;
  readonly calendar: readonly number[];
  /** Indices on which weights are recorded, in order; those of trading into weights when absent. */
  readonly recorded?: readonly number[];
}

/** What weights have become. */
export interface WeightRun {
  readonly plan: WeightPlan;
  readonly holdings: Holdings;
  readonly log: TradeLog;
  readonly values: Float64Array;
  readonly cash: Float64Array;
  /** Indices of trading into weights, and what was traded on the first of them. */
  readonly rebalances: readonly number[];
  readonly tradedFirst: number;
  /** Weights at recorded closes after trading: the instruments, then cash. */
  readonly weightDays: Int32Array;
  readonly weights: Float64Array;
}

/**
 * Values of weights over all days at once between the days on which something is done: a close is read once, in the order
 * in which it lies. Decisions and returns to weights are traded at the close of their day; a band acts on the day after.
 */
export function weightRun(plan: WeightPlan, onProgress?: (done: number, total: number) => void): WeightRun {
  const { history, rebalancing: rule, decisions } = plan;
  const length = history.days.length;
  const log = new TradeLog();
  const holdings = new Holdings(history, plan.costs, log, plan.initialValue);
  const run = { plan, holdings, values: new Float64Array(length), cash: new Float64Array(length) };
  const decided = new Map(decisions.map(({ at, weights }) => [at, weights]));
  const begun = decisions[0]?.at ?? length;
  const calendar = new Set(plan.calendar.filter((at) => at > begun));
  const recorded = plan.recorded && new Set(plan.recorded);
  const stops = [
    ...new Set([...calendar, ...decided.keys(), ...(recorded ?? []), ...history.events.map(({ at }) => at), length - 1])
  ]
    .filter((at) => at > 0)
    .sort((a, b) => a - b);
  const rebalances: number[] = [];
  const rows = new WeightRows(run);
  let tradedFirst = 0;
  const trade = (at: number): void => {
    const wanted = decided.get(at);
    if (wanted) holdings.aim(wanted);
    holdings.rebalance(at, wanted);
    if (rebalances.length === 0) tradedFirst = holdings.traded;
    rebalances.push(at);
  };
  if (decided.has(0)) trade(0);
  run.values[0] = holdings.value();
  run.cash[0] = holdings.cash;
  if (recorded ? recorded.has(0) : rebalances.length > 0) rows.record(0);
  let nextEvent = history.events.findIndex(({ at }) => at > 0);
  let stop = 0;
  for (let at = 0; at < length - 1;) {
    const from = at;
    const watched = rule.rule === 'band' && from >= begun;
    at = watched ? Math.min(stops[stop], from + BAND_STRETCH) : stops[stop];
    fillValues(run, from, at);
    const breach = watched ? firstBreach(run, from, at) : -1;
    if (breach >= 0) {
      at = breach + 1;
      history.rows.forEach((row, i) => (holdings.closing[i] = row[at]));
    }
    if (at === stops[stop]) stop += 1;
    holdings.cash = run.cash[at];
    let changed = calendar.has(at) || decided.has(at) || breach >= 0;
    for (; nextEvent >= 0 && history.events[nextEvent]?.at === at; nextEvent++) {
      const { kind, column } = history.events[nextEvent];
      if (kind === 'ended') holdings.leave(column, at);
      else if (changed) holdings.listed[column] = true;
      else holdings.enter(column, at);
    }
    const traded = changed;
    if (changed) trade(at);
    else changed = run.cash[at] !== holdings.cash;
    if (changed) {
      run.values[at] = holdings.value();
      run.cash[at] = holdings.cash;
    }
    if (recorded ? recorded.has(at) : traded) rows.record(at);
    onProgress?.(at, length - 1);
  }
  return { ...run, log, rebalances, tradedFirst, ...rows.finished() };
}

interface Filling {
  readonly plan: WeightPlan;
  readonly holdings: Holdings;
  readonly values: Float64Array;
  readonly cash: Float64Array;
}

/** Values after day `from` up to day `to`, instrument by instrument so that prices are read in the order they lie. */
function fillValues({ plan, holdings, values, cash }: Filling, from: number, to: number): void {
  const { days, rows } = plan.history;
  const growth = log1p(plan.cashRate) / 365;
  for (let t = from + 1; t <= to; t++) {
    cash[t] = growth === 0 ? holdings.cash : holdings.cash * exp(growth * (days[t] - days[from]));
    values[t] = cash[t];
  }
  const { units, closing } = holdings;
  const n = rows.length;
  // Four rows at a time: a value is read and written once for them.
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const [first, second, third, fourth] = [rows[i], rows[i + 1], rows[i + 2], rows[i + 3]];
    const [a, b, c, d] = [units[i], units[i + 1], units[i + 2], units[i + 3]];
    for (let t = from + 1; t <= to; t++) {
      values[t] += a * first[t] + b * second[t] + (c * third[t] + d * fourth[t]);
    }
    closing[i] = first[to];
    closing[i + 1] = second[to];
    closing[i + 2] = third[to];
    closing[i + 3] = fourth[to];
  }
  for (; i < n; i++) {
    const prices = rows[i];
    closing[i] = prices[to];
    if (units[i] !== 0) for (let t = from + 1; t <= to; t++) values[t] += units[i] * prices[t];
  }
}

/** First day from `from` on, before `to`, on which a listed instrument is outside its band; -1 when there is none. */
function firstBreach({ plan, holdings, values }: Filling, from: number, to: number): number {
  if (plan.rebalancing.rule !== 'band') return -1;
  const { absolute = Infinity, relative = Infinity } = plan.rebalancing;
  let first = to;
  for (let i = 0; i < plan.history.rows.length; i++) {
    if (!holdings.listed[i]) continue;
    const target = holdings.weights[i];
    const band = Math.min(absolute, target > 0 ? relative * target : Infinity) + 1e-12;
    const prices = plan.history.rows[i];
    const units = holdings.units[i];
    for (let t = from; t < first; t++) {
      if (Math.abs(units * prices[t] - target * values[t]) > band * values[t]) first = t;
    }
  }
  return first < to ? first : -1;
}

/** Weights after trading on chosen days, rows of the instruments and cash. */
class WeightRows {
  private readonly days: number[] = [];
  private readonly rows: Float64Array[] = [];

  constructor(private readonly run: Filling) {}

  record(at: number): void {
    const { plan, holdings, values } = this.run;
    const { units, closing } = holdings;
    const row = new Float64Array(units.length + 1);
    for (let i = 0; i < units.length; i++) row[i] = (units[i] * closing[i]) / values[at];
    row[units.length] = holdings.cash / values[at];
    this.days.push(plan.history.days[at]);
    this.rows.push(row);
  }

  finished(): { weightDays: Int32Array; weights: Float64Array } {
    return { weightDays: Int32Array.from(this.days), weights: joined(this.rows) };
  }
}

/** Rows one after another. */
export function joined(rows: readonly Float64Array[]): Float64Array {
  const width = rows[0]?.length ?? 0;
  const whole = new Float64Array(rows.length * width);
  rows.forEach((row, k) => whole.set(row, k * width));
  return whole;
}
