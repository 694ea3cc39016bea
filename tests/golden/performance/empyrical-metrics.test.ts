import { describe, expect, test } from 'vitest';
import { measured, seriesOf } from '$lib/quant/measures';
import { wealth } from '$lib/quant/measures/facts/falls';
import { expectFigure, inputOf, table } from './performance.fixture';

type Name = string | undefined;
interface Inputs {
  readonly metric: string;
  readonly returns: string;
  readonly period?: string;
  readonly risk_free?: string;
  readonly required_return?: number;
  readonly starting_value?: number;
  readonly benchmark?: string;
  readonly factor_returns?: string;
  readonly window?: number;
}
type Value = number | string | null | readonly (number | null | readonly (number | null)[])[];
interface Table {
  readonly tolerance: { abs: number; cum_returns: number };
  readonly shared: { readonly series: Record<string, (number | null)[] | string> };
  readonly cases: readonly { id: string; inputs: Inputs; expected: { value: Value } }[];
}

const { shared, cases, tolerance } = table<Table>('empyrical-metrics');
const perYear: Record<string, number> = { daily: 252, weekly: 52, monthly: 12 };

/** Measure that a metric of empyrical is, and whether its lacking first return counts as a period of zero. */
const single: Record<string, { id: string; filled?: true }> = {
  cum_returns_final: { id: 'cumulative-return' },
  max_drawdown: { id: 'maximum-drawdown' },
  annual_ret: { id: 'annual-return', filled: true },
  cagr: { id: 'annual-return', filled: true },
  annual_volatility: { id: 'volatility' },
  calmar: { id: 'calmar-ratio', filled: true },
  omega: { id: 'omega-ratio' },
  sharpe_ratio: { id: 'sharpe-ratio' },
  excess_sharpe: { id: 'information-ratio' },
  alpha: { id: 'alpha' },
  stability_of_timeseries: { id: 'stability' },
  eta_fragility_heuristic: { id: 'beta-fragility' },
  capture_ratio: { id: 'capture' },
  up_capture: { id: 'up-capture' },
  down_capture: { id: 'down-capture' },
  up_down_capture: { id: 'capture-ratio' }
};

function named(name: Name): readonly number[] {
  if (name === undefined) return [];
  const minus = name.startsWith('-');
  const found = shared.series[minus ? name.slice(1) : name];
  const values = Array.isArray(found) ? found : Array.from({ length: 1000 }, () => 0.01);
  return values.map((value) => (value === null ? NaN : minus ? -value : value));
}

/** One figure of a stretch of returns: pairs that lack a return are left out, or count as zero where it is so filled. */
function figure(metric: string, inputs: Inputs, from = 0, to = Infinity): number {
  const { id, filled } = single[metric] ?? { id: metric };
  const own = named(inputs.returns).slice(from, to);
  const other = named(inputs.benchmark ?? inputs.factor_returns).slice(from, to);
  const flat = inputs.factor_returns === '0.0';
  const rate = inputs.risk_free === undefined || /^[\d.]+$/.test(inputs.risk_free) ? [] : named(inputs.risk_free);
  const kept = own.flatMap((value, t) => (Number.isNaN(value) && !filled ? [] : [t]));
  const pick = (values: readonly number[]) => Float64Array.from(kept, (t) => (Number.isNaN(values[t]) ? 0 : values[t]));
  const required = inputs.required_return;
  const rise = required === undefined ? 0 : required <= -1 ? NaN : (1 + required) ** (1 / 252) - 1;
  const riskFree = rate.length > 0 ? pick(rate) : Number(inputs.risk_free ?? 0);
  return (
    measured(
      inputOf(pick(own), {
        periodsPerYear: perYear[inputs.period ?? 'daily'],
        riskFree,
        ...(required === undefined ? {} : { target: (typeof riskFree === 'number' ? riskFree : 0.01) + rise }),
        ...(other.length > 0 || flat ? { benchmark: flat ? new Float64Array(kept.length) : pick(other) } : {})
      }),
      'empyrical',
      [id]
    )[id] ?? NaN
  );
}

const windows = ({ returns, window = 1 }: Inputs): readonly number[] =>
  Array.from({ length: Math.max(0, named(returns).length - window + 1) }, (_, at) => at);

describe('empyrical 0.7, its own tests', () => {
  test('rows are there', () => expect(cases).toHaveLength(79));
  test.each(cases)('$id', ({ inputs, expected: { value } }) => {
    const { metric, starting_value: start = 0, window = 1 } = inputs;
    if (metric === 'cum_returns') {
      const levels = wealth(seriesOf(inputOf(named(inputs.returns).map((one) => one || 0))));
      (value as number[]).forEach((one, t) =>
        expectFigure(start === 0 ? levels[t] - 1 : levels[t] * start, one, tolerance.cum_returns)
      );
    } else if (metric === 'cum_returns_final') {
      const found = figure(metric, inputs);
      expectFigure(start === 0 ? found : (1 + found) * start, value as number, tolerance.cum_returns);
    } else if (metric === 'roll_alpha_beta') {
      const rows = windows(inputs).map((at) => [
        figure('alpha', inputs, at, at + window),
        figure('beta', inputs, at, at + window)
      ]);
      expect(rows).toHaveLength((value as unknown[]).length);
      rows.forEach((row, at) =>
        row.forEach((one, k) => expectFigure(one, (value as (number | null)[][])[at][k], tolerance.abs))
      );
    } else if (metric.startsWith('roll_')) {
      const found = windows(inputs).map((at) => figure(metric.slice(5), inputs, at, at + window));
      const wanted = Array.isArray(value) ? (value as (number | null)[]) : [value as null];
      expect(found).toHaveLength(wanted.length);
      // Rows of drawdowns are printed with four digits.
      const digits = metric === 'roll_max_drawdown' ? 5e-5 : tolerance.abs;
      found.forEach((one, at) => expectFigure(one, wanted[at], digits));
    } else expectFigure(figure(metric, inputs), value as number | string | null, tolerance.abs);
  });
});
