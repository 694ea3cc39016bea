import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dayFromText, yearFraction, type DayCount } from '$lib/domain/calendar';
import { annualised, linkedReturn, maximumDrawdown, moneyWeightedReturn, periodicInternalRates } from '.';
import { rateShown, sharpeRatio, annualVolatility, netPresentValue, timedFlows, type InternalRates } from '.';

interface Case<I, E> {
  id: string;
  inputs: I;
  expected: E;
  tol?: number;
  allRoots?: number[];
}
interface Table<I, E> {
  tolerance: { abs: number };
  cases: Case<I, E>[];
}

function golden<I, E>(path: string): Table<I, E> {
  const text = readFileSync(new URL(`../../../../tests/golden/${path}`, import.meta.url), 'utf8');
  return JSON.parse(text) as Table<I, E>;
}

function everyRate(rates: InternalRates): readonly number[] {
  if (rates.status === 'none') return [];
  return [...(rates.status === 'one' ? [rates.rate] : rates.rates), ...(rates.extreme ?? [])];
}

type Dated = { flows: [string, number][]; dayCount?: DayCount };
const dated = (inputs: Dated) => inputs.flows.map(([day, amount]) => ({ day: dayFromText(day), amount }));

for (const name of ['xirr-irregular', 'xirr-day-count']) {
  const table = golden<Dated, { xirr: number | null; otherValidRoot?: number }>(`cashflows/${name}.json`);
  describe(name, () => {
    test.each(table.cases)('$id', ({ inputs, expected, allRoots }) => {
      const flows = dated(inputs);
      const convention = inputs.dayCount ?? 'actual/365';
      const rates = moneyWeightedReturn(flows, convention);
      if (expected.xirr === null) return expect(rates.status).toBe('none');
      const known = allRoots ?? [expected.xirr];
      // The table lists the roots its authors met; each is among ours, and each of ours zeroes the value.
      for (const root of known) expect(nearest(rates, root)).toBeLessThan(table.tolerance.abs);
      expect(everyRate(rates)).toContain(rateShown(rates));
      const first = flows.reduce(
        (least, { day }) => (day < least ? day : least),
        flows[0]?.day ?? dayFromText('1970-01-01')
      );
      const timed = timedFlows(
        flows.map(({ day }) => yearFraction(first, day, convention)),
        flows.map(({ amount }) => amount)
      );
      for (const rate of everyRate(rates))
        expect(Math.abs(netPresentValue(timed, rate))).toBeLessThan(residual(timed, rate));
    });
  });
}

function nearest(rates: InternalRates, root: number): number {
  return Math.min(...everyRate(rates).map((rate) => Math.abs(rate - root)));
}

/** What a change of the rate's last digits does to the present value, and rounding of the sum itself. */
function residual(flows: { times: Float64Array; amounts: Float64Array }, rate: number): number {
  const sizes = flows.amounts.map((amount, i) => Math.abs(amount) * Math.pow(1 + rate, -(flows.times[i] ?? 0)));
  const digits = 1e-11 + 1e-14 / (1 + rate);
  return digits * (1 + (flows.times.at(-1) ?? 0)) * sizes.reduce((total, size) => total + size, 0);
}

describe('irr-periodic', () => {
  const table = golden<{ flows: number[] }, { irr: number }>('cashflows/irr-periodic.json');
  test.each(table.cases)('$id', ({ inputs, expected, allRoots }) => {
    const rates = periodicInternalRates(inputs.flows);
    const known = allRoots ?? [expected.irr];
    for (const root of known) expect(nearest(rates, root)).toBeLessThan(1e-8);
    expect(Math.abs((rateShown(rates) ?? NaN) - expected.irr)).toBeLessThan(table.tolerance.abs);
  });
});

test('CFA curriculum, exhibits 10 to 13', () => {
  type Inputs = { annualFlows?: number[]; subperiods?: { begin: number; end: number; income: number }[] };
  type Expected = { mwr?: number; subReturns?: number[]; twrAnnualised?: number; meanHpr?: number };
  const { cases } = golden<Inputs, Expected>('performance/twr-mwr-cfa.json');
  expect(cases).toHaveLength(2);
  for (const { inputs, expected, tol = 0 } of cases) {
    if (inputs.annualFlows) {
      const rate = rateShown(periodicInternalRates(inputs.annualFlows)) ?? NaN;
      expect(Math.abs(rate - (expected.mwr ?? NaN))).toBeLessThan(tol);
    }
    if (inputs.subperiods) {
      const returns = inputs.subperiods.map(({ begin, end, income }) => (end + income) / begin - 1);
      returns.forEach((value, i) => expect(Math.abs(value - (expected.subReturns?.[i] ?? NaN))).toBeLessThan(tol));
      // The curriculum links the sub-returns as printed, with four digits.
      const annual = annualised(linkedReturn(expected.subReturns ?? []), returns.length);
      expect(Math.abs(annual - (expected.twrAnnualised ?? NaN))).toBeLessThan(tol);
    }
  }
});

describe('empyrical', () => {
  type Inputs = { metric: string; returns: string; period?: string; risk_free?: string };
  const table = golden<Inputs, { value: number | string | null }>('performance/empyrical-metrics.json') as Table<
    Inputs,
    { value: number | string | null }
  > & { shared: { series: Record<string, (number | null)[] | string> } };
  const perYear: Record<string, number> = { daily: 252, weekly: 52, monthly: 12 };
  const wanted = table.cases.filter(
    ({ inputs }) =>
      (inputs.metric === 'max_drawdown' || inputs.metric === 'annual_volatility' || inputs.metric === 'sharpe_ratio') &&
      Array.isArray(table.shared.series[inputs.returns]) &&
      (inputs.risk_free ?? '0.0') === '0.0'
  );
  test('rows are there', () => expect(wanted.length).toBe(14));
  test.each(wanted)('$id', ({ inputs, expected }) => {
    const series = table.shared.series[inputs.returns];
    // The leading null of "mixed_returns" is no observation.
    const returns = Array.isArray(series) ? series.filter((value) => value !== null) : [];
    const ppy = perYear[inputs.period ?? 'daily'] ?? NaN;
    const levels = returns.map((_, t) => 1 + linkedReturn(returns.slice(0, t + 1)));
    const value =
      inputs.metric === 'max_drawdown'
        ? maximumDrawdown(levels, true)
        : inputs.metric === 'annual_volatility'
          ? annualVolatility(returns, ppy)
          : sharpeRatio(returns, ppy);
    if (expected.value === null) expect(value).toBeNaN();
    else expect(Math.abs(value - Number(expected.value))).toBeLessThan(1e-8);
  });
});
