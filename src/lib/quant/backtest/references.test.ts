import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dayFromNumber } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import type { StrategySpec } from '$lib/quant/strategies';
import { noCosts, plainExecution, type ExecutionSettings } from './settings';
import { strategyBacktest } from './strategy-backtest';

interface Table {
  readonly source: string;
  readonly days: number[];
  readonly instruments: string[];
  readonly closes: Record<string, number[]>;
  readonly runs: Record<string, { values: number[]; trades: number; costs?: number }>;
}

const file = new URL('../../../../tests/golden/backtest/references.json', import.meta.url);
const table = JSON.parse(readFileSync(file, 'utf8')) as Table;

interface Case {
  readonly run: string;
  readonly instruments?: readonly string[];
  readonly spec: StrategySpec;
  readonly execution?: Partial<ExecutionSettings>;
  /** Relative, of values. */
  readonly tolerance: number;
}

const fixed = [0.4, 0.3, 0.2, 0.1].map((weight, i) => ({ instrument: instrumentId('ABCD'[i] ?? ''), weight }));
const monthly = { rebalancing: { rule: 'calendar', every: 'month' } } as const;

/** Values of the table are rounded to 1e-6 of a million. */
const cases: Case[] = [
  { run: 'equal-weights', spec: { strategy: 'equal-weights' }, tolerance: 1e-11 },
  {
    run: 'fixed-weights-costs',
    spec: { strategy: 'fixed-weights', weights: fixed },
    execution: { ...monthly, costs: { ...noCosts, rate: 0.001 } },
    // bt takes the cost of a trade out of its own position; here all costs are shared by all.
    tolerance: 2e-5
  },
  {
    run: 'fixed-weights-vectorbt',
    spec: { strategy: 'fixed-weights', weights: fixed.map((one) => ({ ...one, weight: 0.98 * one.weight })) },
    execution: { ...monthly, costs: { ...noCosts, rate: 0.001 } },
    // vectorbt trades into parts of the value before costs, which come out of cash.
    tolerance: 1e-4
  },
  { run: 'momentum', spec: { strategy: 'cross-section-momentum', days: 60, skip: 0, top: 0.5 }, tolerance: 1e-11 },
  { run: 'inverse-volatility', spec: { strategy: 'inverse-volatility', days: 60 }, tolerance: 1e-11 },
  {
    run: 'sma-cross',
    instruments: ['A'],
    spec: { strategy: 'moving-averages', short: 10, long: 40 },
    execution: { costs: { ...noCosts, rate: 0.001 } },
    tolerance: 1e-11
  },
  {
    run: 'sma-cross-second',
    instruments: ['C'],
    spec: { strategy: 'moving-averages', short: 10, long: 40 },
    execution: { costs: { ...noCosts, rate: 0.002 } },
    tolerance: 1e-11
  }
];

describe.each(['automatic', 'by-event'] as const)('runs of bt and vectorbt, path %s', (path) => {
  test.each(cases)('$run', ({ run, instruments = table.instruments, spec, execution, tolerance }) => {
    const closes = {
      days: Int32Array.from(table.days),
      instruments: instruments.map(instrumentId),
      values: Float64Array.from(instruments.flatMap((name) => table.closes[name] ?? []))
    };
    const [start, end] = [table.days[0], table.days.at(-1)].map((day) => dayFromNumber(day ?? NaN));
    const settings = { ...plainExecution, ...execution };
    const result = strategyBacktest(
      { strategy: spec, execution: settings, start, end, initialValue: 1e6, path },
      { closes }
    );
    const expected = table.runs[run];
    let worst = 0;
    expected?.values.forEach((value, t) => (worst = Math.max(worst, Math.abs((result.values[t] ?? NaN) / value - 1))));
    expect(worst).toBeLessThan(tolerance);
    expect(result.trades.day.length).toBe(expected?.trades);
    if (expected?.costs !== undefined) expect(Math.abs(result.costs.total / expected.costs - 1)).toBeLessThan(1e-3);
    expect(result.path).toBe(path === 'automatic' ? 'vectorized' : 'by-event');
  });
});
