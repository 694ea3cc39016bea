import { isPrice } from '../market/market-span';
import { bandRun } from './band-run';
import { addPositions, closesInto } from './positions';
import { RunningWeights } from './running-weights';
import type { WeightPlan, WeightRun } from './weight-plan';
import { weightsInto } from './weight-rows';

/**
 * Values of weights over all days at once between the days on which something is done. Decisions and returns to weights
 * are traded at the close of their day; a band acts on the day after. Where no band is watched those days are known
 * beforehand: closes are gathered on them alone, trades are made, and only then are the positions valued, over the
 * whole span instrument by instrument: closes are then read in the order in which they lie.
 */
export function weightRun(plan: WeightPlan, onProgress?: (done: number, total: number) => void): WeightRun {
  return plan.rebalancing.rule === 'band' ? bandRun(plan, onProgress) : plannedRun(plan, onProgress);
}

function plannedRun(plan: WeightPlan, onProgress?: (done: number, total: number) => void): WeightRun {
  const { days, rows } = plan.history;
  const n = rows.length;
  const running = new RunningWeights(plan);
  const { holdings, stops, rebalances, log } = running;
  const closes = new Float64Array(stops.length * n);
  closesInto(closes, rows, stops);
  const units = new Float64Array(closes.length);
  const cash = new Float64Array(days.length);
  // Values after the trades of a stop; NaN where nothing was done.
  const settled = new Float64Array(stops.length).fill(NaN);
  for (let k = 0; k < stops.length; k++) {
    const at = stops[k];
    if (k > 0) running.keepCash(cash, stops[k - 1], at);
    holdings.closing = closes.subarray(k * n, (k + 1) * n);
    if (running.act(at) || k === 0) {
      settled[k] = holdings.value();
      cash[at] = holdings.cash;
    }
    units.set(holdings.units, k * n);
    onProgress?.(at, days.length - 1);
  }
  const values = cash.slice();
  const complete = addPositions(values, rows, units, stops);
  for (let k = 0; k < stops.length; k++) if (!Number.isNaN(settled[k])) values[stops[k]] = settled[k];
  const recorded = Array.from(stops.keys()).filter((k) => running.records(stops[k]));
  const weights = new Float64Array(recorded.length * (n + 1));
  recorded.forEach((k, row) => {
    const [from, to] = [k * n, (k + 1) * n];
    const held = { units: units.subarray(from, to), closing: closes.subarray(from, to), cash: cash[stops[k]] };
    weightsInto(weights, row * (n + 1), held, values[stops[k]]);
  });
  return {
    plan,
    holdings,
    log,
    values,
    cash,
    rebalances,
    tradedFirst: running.tradedFirst,
    weightDays: Int32Array.from(recorded, (k) => days[stops[k]]),
    weights,
    complete: complete && closes.subarray(0, n).every(isPrice)
  };
}
