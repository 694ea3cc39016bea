import { bandRun } from './band-run';
import { basketsInto } from './baskets';
import { addPositions } from './positions';
import { RunningWeights } from './running-weights';
import type { WeightPlan, WeightRun } from './weight-plan';
import { weightsInto } from './weight-rows';

/**
 * Values of weights over all days at once between the days on which something is done. Decisions and returns to weights
 * are traded at the close of their day; a band acts on the day after. Where no band is watched those days are known
 * beforehand: closes are then read once, in the order in which they lie, those of such days are kept for the trades, and
 * the positions between them are valued as money in a basket.
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
  const baskets = new Float64Array(days.length);
  const complete = basketsInto(closes, baskets, rows, stops, running.targets());
  const units = new Float64Array(closes.length);
  const cash = new Float64Array(days.length);
  // Values after the trades of a stop; NaN where nothing was done.
  const settled = new Float64Array(stops.length).fill(NaN);
  const shares = new Float64Array(stops.length);
  for (let k = 0; k < stops.length; k++) {
    const at = stops[k];
    if (k > 0) running.keepCash(cash, stops[k - 1], at);
    holdings.closing = closes.subarray(k * n, (k + 1) * n);
    if (running.act(at) || k === 0) {
      settled[k] = holdings.value();
      cash[at] = holdings.cash;
    }
    units.set(holdings.units, k * n);
    shares[k] = holdings.share;
    onProgress?.(at, days.length - 1);
  }
  const values = cash.slice();
  addBaskets(values, baskets, shares, { rows, units, stops });
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
    complete
  };
}

/** Adds positions to values: money in baskets where all of it was put into them, one by one where something else is held. */
function addBaskets(
  values: Float64Array,
  baskets: Float64Array,
  shares: Float64Array,
  { rows, units, stops }: { rows: readonly Float64Array[]; units: Float64Array; stops: Int32Array }
): void {
  const n = rows.length;
  for (let k = 0; k + 1 < stops.length; k++) {
    const share = shares[k];
    if (Number.isNaN(share)) {
      addPositions(values, rows, units.subarray(k * n, (k + 1) * n), stops.subarray(k, k + 2));
      continue;
    }
    for (let t = stops[k] + 1; t <= stops[k + 1]; t++) values[t] += share * baskets[t];
  }
}
