import { isPrice } from '../market/market-span';
import { addPositions } from './positions';
import { RunningWeights } from './running-weights';
import type { WeightPlan, WeightRun } from './weight-plan';
import { joined, weightsInto } from './weight-rows';

const STRETCH = 32;

/** Weights that are brought back when one leaves its band: valued a stretch of days at a time, then looked through for a breach. */
export function bandRun(plan: WeightPlan, onProgress?: (done: number, total: number) => void): WeightRun {
  const { days, rows } = plan.history;
  const { length } = days;
  const running = new RunningWeights(plan);
  const { holdings, stops, rebalances, log, begun } = running;
  const values = new Float64Array(length);
  const cash = new Float64Array(length);
  const recorded: number[] = [];
  const weights: Float64Array[] = [];
  let complete = holdings.closing.every(isPrice);
  const close = (at: number, breached: boolean): void => {
    if (running.act(at, breached) || at === 0) {
      values[at] = holdings.value();
      cash[at] = holdings.cash;
    }
    if (!running.records(at, breached)) return;
    const row = new Float64Array(rows.length + 1);
    weightsInto(row, 0, holdings, values[at]);
    recorded.push(days[at]);
    weights.push(row);
  };
  close(0, false);
  let stop = 1;
  for (let at = 0; at < length - 1;) {
    const from = at;
    const watched = from >= begun;
    at = watched ? Math.min(stops[stop], from + STRETCH) : stops[stop];
    running.keepCash(cash, from, at);
    values.set(cash.subarray(from + 1, at + 1), from + 1);
    if (!addPositions(values, rows, holdings.units, Int32Array.of(from, at))) complete = false;
    const breach = watched ? firstBreach(running, plan, values, from, at) : -1;
    if (breach >= 0) {
      at = breach + 1;
      holdings.cash = cash[at];
    }
    rows.forEach((row, i) => (holdings.closing[i] = row[at]));
    if (at === stops[stop]) stop += 1;
    close(at, breach >= 0);
    onProgress?.(at, length - 1);
  }
  return {
    plan,
    holdings,
    log,
    values,
    cash,
    rebalances,
    tradedFirst: running.tradedFirst,
    weightDays: Int32Array.from(recorded),
    weights: joined(weights),
    complete
  };
}

/** First day from `from` on, before `to`, on which a listed instrument is outside its band; -1 when there is none. */
function firstBreach(
  { holdings }: RunningWeights,
  { rebalancing, history }: WeightPlan,
  values: Float64Array,
  from: number,
  to: number
): number {
  if (rebalancing.rule !== 'band') return -1;
  const { absolute = Infinity, relative = Infinity } = rebalancing;
  let first = to;
  for (let i = 0; i < history.rows.length; i++) {
    if (!holdings.listed[i]) continue;
    const target = holdings.weights[i];
    const band = Math.min(absolute, target > 0 ? relative * target : Infinity) + 1e-12;
    const prices = history.rows[i];
    const units = holdings.units[i];
    for (let t = from; t < first; t++) {
      if (Math.abs(units * prices[t] - target * values[t]) > band * values[t]) first = t;
    }
  }
  return first < to ? first : -1;
}
