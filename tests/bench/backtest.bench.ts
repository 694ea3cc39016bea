import { dayFromNumber } from '$lib/domain/calendar';
import {
  backtest,
  plainExecution,
  strategyBacktest,
  type BacktestSpec,
  type StrategyBacktest
} from '$lib/quant/backtest';
import { dayByDay, walkPanel } from '../../src/lib/quant/backtest/day-by-day.fixture';

interface Measured {
  name: string;
  ours_ms: number;
  reference_ms: number;
  ratio: number;
  note: string;
}

const best = (run: () => unknown, times: number): number => {
  let least = Infinity;
  for (let k = 0; k < times; k++) {
    const begun = performance.now();
    run();
    least = Math.min(least, performance.now() - begun);
  }
  return least;
};

const LAST = 5039;

/**
 * 500 assets over 5,040 days, brought back monthly with costs, against the same strategy day by day: fixed weights alone,
 * and the strategy of the catalog on both of its paths; equal end values.
 */
export function backtestBench(): Promise<Measured[]> {
  const n = 500;
  const panel = walkPanel(n, LAST + 1, 11);
  const costs = { rate: 0.0005, spread: 0.0004, fixed: 0 };
  const spec: BacktestSpec = {
    instruments: panel.instruments,
    weights: Float64Array.from({ length: n }, (_, i) => (0.98 * (1 + (i % 5))) / (3 * n)),
    start: dayFromNumber(panel.days[0]),
    end: dayFromNumber(panel.days[LAST]),
    initialValue: 1e6,
    rebalancing: { rule: 'calendar', every: 'month' },
    costs,
    cashRate: 0.02
  };
  const weights = panel.instruments.map((instrument, i) => ({ instrument, weight: spec.weights[i] }));
  const question: StrategyBacktest = {
    strategy: { strategy: 'fixed-weights', weights },
    start: spec.start,
    end: spec.end,
    initialValue: spec.initialValue,
    execution: {
      ...plainExecution,
      rebalancing: { rule: 'calendar', every: 'month' },
      costs: { ...plainExecution.costs, ...costs },
      financing: { cashRate: 0.02, marginRate: 0.02, shortFee: 0 }
    }
  };
  const plain = dayByDay(spec, panel);
  const reference_ms = best(() => dayByDay(spec, panel), 5);
  const measured = (name: string, run: () => { values: Float64Array; trades: { day: Int32Array } }): Measured => {
    const ours = run();
    const gap = Math.abs(ours.values[LAST] / plain.values[LAST] - 1);
    if (!(gap < 1e-10) || ours.trades.day.length !== plain.trades.length)
      throw new Error(`end values differ by ${gap}`);
    const ours_ms = best(run, 7);
    const note = `the same day by day, trades, weights and measures included; ${plain.trades.length} trades each, end values equal to ${gap.toExponential(0)}`;
    return {
      name: `${name}, 500 assets, 20 years, monthly with costs`,
      ours_ms,
      reference_ms,
      ratio: reference_ms / ours_ms,
      note
    };
  };
  const market = { closes: panel };
  return Promise.resolve([
    measured('Backtest', () => backtest(spec, panel)),
    measured('Strategy, vectorized', () => strategyBacktest(question, market)),
    measured('Strategy, by event', () => strategyBacktest({ ...question, path: 'by-event' }, market))
  ]);
}
