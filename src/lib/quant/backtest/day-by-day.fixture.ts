import { civilFromDay, dayFromNumber } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import type { Panel } from '$lib/domain/market';
import { randomStream } from '$lib/math/random';
import { performanceMeasures, type PerformanceMeasures } from '$lib/quant/returns';
import type { BacktestSpec } from './spec';

/** Prices of n instruments on weekdays from 2000-01-03, complete, as random walks of a seed. */
export function walkPanel(n: number, length: number, seed: number): Panel {
  const days = new Int32Array(length);
  for (let t = 0, day = 10959; t < length; day++) if ((day + 3) % 7 < 5) days[t++] = day;
  const values = new Float64Array(n * length);
  for (let i = 0; i < n; i++) {
    const random = randomStream(seed, 1, i);
    let price = 20 + 100 * random.uniform();
    for (let t = 0; t < length; t++) {
      values[i * length + t] = price;
      price *= Math.exp(0.0003 + 0.015 * random.normal());
    }
  }
  return { days, instruments: Array.from({ length: n }, (_, i) => instrumentId(`i${i}`)), values };
}

interface PlainTrade {
  day: number;
  instrument: number;
  quantity: number;
  price: number;
  amount: number;
  cost: number;
}

interface PlainResult {
  values: number[];
  trades: PlainTrade[];
  weights: number[][];
  measures: PerformanceMeasures;
}

/**
 * The same strategy written plainly, one day after the other: values all holdings every day, brings them back to
 * their weights on the first day of each month. For complete prices and calendar months only.
 */
export function dayByDay(spec: BacktestSpec, panel: Panel): PlainResult {
  const { costs, weights } = spec;
  const n = spec.instruments.length;
  const length = panel.days.length;
  const factor = costs.rate + costs.spread / 2;
  const units = new Float64Array(n);
  const values: number[] = [];
  const trades: PlainTrade[] = [];
  const rows: number[][] = [];
  let cash = spec.initialValue;
  let month = -1;
  for (let t = 0; t < length; t++) {
    const day = panel.days[t];
    if (t > 0) cash *= (1 + spec.cashRate) ** ((day - panel.days[t - 1]) / 365);
    let value = cash;
    for (let i = 0; i < n; i++) value += units[i] * panel.values[i * length + t];
    const now = civilFromDay(dayFromNumber(day)).month;
    if (now !== month) {
      let left = value;
      for (let round = 0; round < 100; round++) {
        let cost = 0;
        for (let i = 0; i < n; i++) {
          const amount = Math.abs(weights[i] * left - units[i] * panel.values[i * length + t]);
          if (amount > 1e-12 * value) cost += amount * factor + costs.fixed;
        }
        const next = value - cost;
        const settled = Math.abs(next - left) <= 1e-14 * value;
        left = next;
        if (settled) break;
      }
      for (let i = 0; i < n; i++) {
        const price = panel.values[i * length + t];
        const amount = weights[i] * left - units[i] * price;
        if (Math.abs(amount) <= 1e-12 * value) continue;
        const cost = Math.abs(amount) * factor + costs.fixed;
        trades.push({ day, instrument: i, quantity: amount / price, price, amount, cost });
        cash -= amount + cost;
        units[i] = (weights[i] * left) / price;
      }
      value = cash;
      for (let i = 0; i < n; i++) value += units[i] * panel.values[i * length + t];
      const row: number[] = [];
      for (let i = 0; i < n; i++) row.push((units[i] * panel.values[i * length + t]) / value);
      rows.push([...row, cash / value]);
    }
    month = now;
    values.push(value);
  }
  const index = Float64Array.from(values);
  index[0] = spec.initialValue;
  const measures = performanceMeasures({ days: panel.days, index, riskFreeRate: spec.cashRate });
  return { values, trades, weights: rows, measures };
}
