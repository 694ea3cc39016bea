import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayFromText, type Day } from '$lib/domain/calendar';
import {
  annualised,
  drawdownPeriods,
  historicalShortfall,
  internalRatesOfReturn,
  modifiedDietz,
  moneyWeightedReturn,
  monthlyReturns,
  netPresentValue,
  performanceMeasures,
  periodsPerYearOf,
  sortinoRatio,
  timedFlows,
  timeWeightedIndex,
  timeWeightedReturn,
  yearlyReturns
} from '.';

const day = (text: string): Day => dayFromText(text);

describe('time-weighted return', () => {
  test('flows change nothing where the market does not move', () => {
    const data = { values: [0, 100, 150, 50, 50], inflows: [0, 100, 50, 0, 0], outflows: [0, 0, 0, 100, 0] };
    expect([...timeWeightedIndex(data).index]).toEqual([1, 1, 1, 1, 1]);
  });

  test('a purchase earns from its price to the close, an outflow earns until the close', () => {
    const data = { values: [100, 220, 110], inflows: [0, 100, 0], outflows: [0, 0, 121] };
    expect(timeWeightedReturn(data)).toBeCloseTo(1.1 * (231 / 220) - 1, 14);
  });

  test('a day with a negative base is counted, not invented', () => {
    const data = { values: [100, -50, 60], inflows: [0, 0, 0], outflows: [0, 0, 0] };
    expect(timeWeightedIndex(data).undefinedDays).toBe(2);
    expect(() => timeWeightedIndex({ ...data, inflows: [0] })).toThrow(RangeError);
  });

  test('links over any split of the span', () => {
    const days = fc.array(
      fc.record({
        value: fc.double({ min: 1, max: 1e6, noNaN: true }),
        inflow: fc.double({ min: 0, max: 1e5, noNaN: true })
      }),
      { minLength: 3, maxLength: 40 }
    );
    fc.assert(
      fc.property(days, fc.nat(), (rows, at) => {
        const cut = 1 + (at % (rows.length - 2));
        const part = (from: number, to: number) => {
          const piece = rows.slice(from, to);
          return timeWeightedReturn({
            values: piece.map((row) => row.value),
            inflows: piece.map((row) => row.inflow),
            outflows: piece.map(() => 0)
          });
        };
        const whole = 1 + part(0, rows.length);
        const linked = (1 + part(0, cut + 1)) * (1 + part(cut, rows.length));
        expect(Math.abs(linked - whole)).toBeLessThan(1e-9 * Math.max(1, whole));
      })
    );
  });
});

describe('internal rates', () => {
  test('says why there is none', () => {
    expect(internalRatesOfReturn([0], [5])).toEqual({ status: 'none', reason: 'too-few-flows' });
    expect(internalRatesOfReturn([0, 1], [5, 5])).toEqual({ status: 'none', reason: 'no-sign-change' });
    expect(internalRatesOfReturn([0, 1, 2], [1, -2, 1.5])).toEqual({ status: 'none', reason: 'never-zero' });
    expect(() => internalRatesOfReturn([0, NaN], [-1, 1])).toThrow(RangeError);
  });

  test('a double root counts once', () => {
    const rates = internalRatesOfReturn([0, 1, 2], [1, -2.2, 1.21]);
    expect(rates.status).toBe('one');
    if (rates.status === 'one') expect(rates.rate).toBeCloseTo(0.1, 5);
  });

  test('Lorie and Savage (1955): the oil pump has 25 % and 400 %', () => {
    const rates = internalRatesOfReturn([0, 1, 2], [-1600, 10000, -10000]);
    expect(rates.status).toBe('several');
    if (rates.status !== 'several') return;
    expect(rates.rates[0]).toBeCloseTo(0.25, 12);
    expect(rates.rates[1]).toBeCloseTo(4, 12);
    expect(rates.preferred).toBe(rates.rates[0]);
  });

  test('every root that was put in is found', () => {
    // A rate of less than a millionth is lost in the rounding of the flows.
    const root = fc
      .double({ min: -0.9, max: 5, noNaN: true })
      .map((rate) => (Math.abs(rate) < 1e-6 ? rate + 0.001 : rate));
    fc.assert(
      fc.property(fc.uniqueArray(root, { minLength: 1, maxLength: 4 }), (roots) => {
        const forces = roots.map(Math.log1p).sort((a, b) => a - b);
        fc.pre(forces.every((force, i) => i === 0 || force - (forces[i - 1] ?? 0) > 0.05));
        // prod (1 + r_i) v - 1 over the roots, in powers of v = 1 / (1 + rate).
        const amounts = roots.reduce<number[]>(
          (sofar, each) => [...sofar, 0].map((c, i) => -c + (i > 0 ? (sofar[i - 1] ?? 0) * (1 + each) : 0)),
          [1]
        );
        const found = internalRatesOfReturn(
          amounts.map((_, i) => i),
          amounts
        );
        const rates = found.status === 'one' ? [found.rate] : found.status === 'several' ? found.rates : [];
        expect(rates.filter((rate) => Math.abs(rate) > 100)).toEqual([]);
        expect(rates).toHaveLength(roots.length);
        rates.forEach((rate, i) => expect(Math.abs(Math.log1p(rate) - (forces[i] ?? NaN))).toBeLessThan(1e-6));
      })
    );
  });

  test('the rates zero the present value, and one change of sign gives one rate', () => {
    const flow = fc.tuple(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 100000 }));
    fc.assert(
      fc.property(
        fc.array(flow, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 1e7 }),
        (paid, closing) => {
          const last = Math.max(...paid.map(([at]) => at)) + 200;
          const times = [...paid.map(([at]) => at / 365), last / 365];
          const amounts = [...paid.map(([, amount]) => -amount), closing];
          const rates = internalRatesOfReturn(times, amounts);
          expect(rates.status).toBe('one');
          if (rates.status !== 'one') return;
          const flows = timedFlows(times, amounts);
          const size = timedFlows(times, amounts.map(Math.abs));
          const digits = 1e-13 * (1 + 1 / (1 + rates.rate)) * (1 + last / 365);
          expect(Math.abs(netPresentValue(flows, rates.rate))).toBeLessThan(digits * netPresentValue(size, rates.rate));
        }
      )
    );
  });

  test('thousands of flows are solved while one waits', () => {
    const times = Float64Array.from({ length: 3000 }, (_, i) => i / 250);
    const amounts = times.map((_, i) => (i % 3 === 0 ? 90 : -100) - (i % 7));
    amounts[2999] = 400_000;
    const rates = internalRatesOfReturn(times, amounts);
    expect(rates.status).toBe('one');
    expect(rates.status === 'one' && rates.extreme).toHaveLength(1);
  });

  test('without flows between, the money-weighted return is the annualised one', () => {
    const rates = moneyWeightedReturn([
      { day: day('2020-01-01'), amount: -100 },
      { day: day('2023-07-01'), amount: 150 }
    ]);
    const years = (day('2023-07-01') - day('2020-01-01')) / 365;
    expect(rates.status === 'one' && rates.rate).toBeCloseTo(annualised(0.5, years), 12);
  });
});

test('modified Dietz by hand', () => {
  const period = { start: day('2024-01-01'), end: day('2024-01-31') };
  const flows = [{ day: day('2024-01-11'), amount: 30 }];
  expect(modifiedDietz(100, 140, flows, period)).toBeCloseTo(10 / 120, 14);
  expect(modifiedDietz(100, 140, flows, period, 'start-of-day')).toBeCloseTo(10 / 121, 14);
  expect(() => modifiedDietz(1, 1, [{ day: day('2025-01-01'), amount: 1 }], period)).toThrow(RangeError);
});

describe('drawdowns, months, shortfall', () => {
  test('one fall that recovers, one that does not', () => {
    const periods = drawdownPeriods([1, 2, 3, 4, 5, 6, 7], [100, 120, 90, 108, 120, 130, 117]);
    expect(periods).toEqual([
      { peak: 2, trough: 3, recovered: 5, depth: -0.25, length: 3 },
      { peak: 6, trough: 7, recovered: undefined, depth: 117 / 130 - 1, length: 1 }
    ]);
  });

  test('months run from the last level before them', () => {
    const days = ['2023-12-29', '2024-01-15', '2024-01-31', '2024-02-15', '2024-02-29', '2024-03-08'].map(day);
    const months = monthlyReturns(days, [100, 90, 110, 120, 121, 133.1]);
    expect(months.map(({ month, complete }) => [month, complete])).toEqual([
      [1, true],
      [2, true],
      [3, false]
    ]);
    [0.1, 0.1, 0.1].forEach((value, i) => expect(months[i]?.value).toBeCloseTo(value, 12));
    const [year] = yearlyReturns(months);
    expect(year?.value).toBeCloseTo(0.331, 12);
    expect(year?.complete).toBe(false);
    expect(year?.months[3]).toBeNaN();
  });

  test('shortfall counts the border by its fraction', () => {
    const returns = [-0.3, -0.1, ...Array.from({ length: 28 }, () => 0.01)];
    expect(historicalShortfall(returns, 0.05)).toBeCloseTo((0.3 + 0.5 * 0.1) / 1.5, 12);
    expect(historicalShortfall([], 0.05)).toBeNaN();
  });

  test('Sortino by hand', () => {
    const returns = [0.02, -0.01, 0.03, -0.03];
    const downside = Math.sqrt((0.01 ** 2 + 0.03 ** 2) / 4);
    expect(sortinoRatio(returns, 12)).toBeCloseTo((0.0025 * 12) / (downside * Math.sqrt(12)), 12);
  });
});

test('measures of an index that doubles its benchmark', () => {
  const length = 800;
  const days = Int32Array.from({ length }, (_, t) => 18262 + Math.floor((t * 7) / 5));
  const moves = Float64Array.from({ length }, (_, t) => (t === 0 ? 0 : 0.01 * Math.sin(t * 1.7) + 0.0005));
  const levels = (factor: number): Float64Array => {
    let level = 1;
    return moves.map((move) => (level *= 1 + factor * move));
  };
  const measures = performanceMeasures({ days, index: levels(2), benchmark: levels(1) });
  expect(measures.periodsPerYear).toBe(252);
  expect(measures.toBenchmark?.beta).toBeCloseTo(2, 10);
  expect(measures.toBenchmark?.correlation).toBeCloseTo(1, 10);
  expect(measures.worstDrawdown?.depth).toBe(Math.min(...measures.drawdown));
  expect(measures.monthCount).toBeGreaterThan(30);
  expect(1 + measures.totalReturn).toBeCloseTo((1 + measures.annualReturn) ** measures.years, 9);
  expect(periodsPerYearOf([0, 30, 61, 91])).toBe(12);
});
