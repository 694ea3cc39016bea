import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import {
  averageCorrelation,
  clusterOrder,
  columnOf,
  correlationDifference,
  correlationMatrix,
  correlationMeasures,
  effectiveBets,
  effectiveRank,
  exceedanceCorrelations,
  exponentialCorrelation,
  marketStates,
  rollingCorrelation,
  studentCopula,
  tailDependence,
  type CorrelationMeasureId
} from './index';

const ROWS = 80;

function normals(seed: number): () => number {
  const random = randomStream(seed);
  return () => random.normal();
}
const measures = Object.keys(correlationMeasures) as CorrelationMeasureId[];
const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });

function returnsOf(seed: number, columns = 4, rows = ROWS) {
  const draw = normals(seed);
  const values = new Float64Array(rows * columns);
  for (let t = 0; t < rows; t++) {
    const market = draw();
    for (let j = 0; j < columns; j++) values[t * columns + j] = 0.01 * (market * (1 - j / columns) + draw());
  }
  return { values, rows, columns };
}

describe.each(measures)('correlation by %s', (measure) => {
  test('is symmetric, within its interval, and follows the order of the series', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const returns = returnsOf(seed);
        const found = correlationMatrix(returns, { measure, halfLife: 30 });
        const order = [3, 1, 0, 2];
        const turned = {
          ...returns,
          values: Float64Array.from(returns.values, (_, at) => returns.values[at - (at % 4) + order[at % 4]])
        };
        const other = correlationMatrix(turned, { measure, halfLife: 30 });
        for (let i = 0; i < 4; i++) {
          for (let j = 0; j < 4; j++) {
            const at = i * 4 + j;
            expect(found.values[at]).toBeCloseTo(found.values[j * 4 + i], 14);
            expect(other.values[at]).toBeCloseTo(found.values[order[i] * 4 + order[j]], 12);
            expect(Math.abs(found.values[at])).toBeLessThanOrEqual(1 + 1e-12);
            if (i === j) expect(found.values[at]).toBe(1);
            else {
              expect(found.lower[at]).toBeLessThan(found.values[at]);
              expect(found.upper[at]).toBeGreaterThan(found.values[at]);
            }
          }
        }
      }),
      { numRuns: 30 }
    );
  });

  test('knows nothing beside a series that stands still, and the rest as without it', () => {
    const returns = returnsOf(31);
    const still = { ...returns, values: returns.values.map((value, at) => (at % 4 === 1 ? 0.001 : value)) };
    const kept = Float64Array.from({ length: 3 * ROWS }, (_, at) => {
      const column = [0, 2, 3][at % 3];
      return returns.values[Math.floor(at / 3) * 4 + column];
    });
    const found = correlationMatrix(still, { measure, halfLife: 30 });
    const without = correlationMatrix({ values: kept, rows: ROWS, columns: 3 }, { measure, halfLife: 30 });
    expect(found.values[1]).toBeNaN();
    expect(found.pValues[1]).toBeNaN();
    expect(found.values[3]).toBeCloseTo(without.values[2], 12);
    expect(found.average).toBeCloseTo(without.average, 12);
  });

  test('has intervals that hold what is true about as often as they say', () => {
    let held = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const draw = normals(seed * 7919);
      const values = Float64Array.from({ length: 2 * ROWS }, () => draw());
      const { lower, upper } = correlationMatrix({ values, rows: ROWS, columns: 2 }, { measure, halfLife: 20 });
      if (lower[1] <= 0 && upper[1] >= 0) held += 1;
    }
    // 95 % of 400 with four standard errors on both sides; a shrunk pair is its own mean and stays as it is.
    expect(held).toBeGreaterThan(362);
    expect(held).toBeLessThan(398);
  });
});

describe('correlation over time', () => {
  test('the average of a window is that of its matrix', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const returns = returnsOf(seed);
        const averages = averageCorrelation(returns, 30);
        const last = { values: returns.values.slice(-30 * 4), rows: 30, columns: 4 };
        const { average } = correlationMatrix(last, { measure: 'pearson', halfLife: 1 });
        expect(averages[ROWS - 1]).toBeCloseTo(average, 10);
        const rolling = rollingCorrelation(columnOf(returns, 0), columnOf(returns, 2), 30);
        expect(rolling[ROWS - 1]).toBeCloseTo(
          correlationMatrix(last, { measure: 'pearson', halfLife: 1 }).values[2],
          10
        );
      })
    );
  });

  test('the exponential one ends where the measure of the whole does', () => {
    const returns = returnsOf(5);
    const found = exponentialCorrelation(columnOf(returns, 0), columnOf(returns, 1), 25);
    expect(found[ROWS - 1]).toBeCloseTo(
      correlationMatrix(returns, { measure: 'exponential', halfLife: 25 }).values[1],
      10
    );
  });
});

describe('tails and regimes', () => {
  test('a series with itself is wholly dependent, against its opposite not at all', () => {
    const own = columnOf(returnsOf(9), 0);
    const opposite = own.map((value) => -value);
    expect(tailDependence(own, own, 0.1)).toMatchObject({ lower: 1, upper: 1 });
    expect(tailDependence(own, opposite, 0.1)).toMatchObject({ lower: 0, upper: 0 });
  });

  test('independent series share tails as often as chance has it, correlated normal ones as a normal law has it', () => {
    const draw = normals(4242);
    const n = 20_000;
    const a = Float64Array.from({ length: n }, () => draw());
    const b = a.map((value) => 0.6 * value + 0.8 * draw());
    const apart = Float64Array.from({ length: n }, () => draw());
    const chance = tailDependence(a, apart, 0.1);
    expect(Math.abs(chance.lower - 0.1)).toBeLessThan(4 * chance.chanceError);
    const [low, , high] = exceedanceCorrelations(a, b, [-1, 0, 1]);
    for (const one of [low, high]) expect(Math.abs(one.correlation - one.normal)).toBeLessThan(4 / Math.sqrt(one.rows));
  });

  test('a Student copula is told from a normal one', () => {
    const draw = normals(77);
    const n = 3000;
    const normal = Array.from({ length: n }, () => [draw(), draw()]);
    const a = Float64Array.from(normal, ([x]) => x);
    const b = Float64Array.from(normal, ([x, y]) => 0.5 * x + Math.sqrt(0.75) * y);
    expect(studentCopula(a, b)?.degreesOfFreedom).toBeGreaterThan(15);
    // Three degrees of freedom: both over the same root of a chi-square.
    const scale = Float64Array.from({ length: n }, () => Math.sqrt((draw() ** 2 + draw() ** 2 + draw() ** 2) / 3));
    const found = studentCopula(
      a.map((value, t) => value / scale[t]),
      b.map((value, t) => value / scale[t])
    );
    expect(found?.degreesOfFreedom).toBeGreaterThan(2.4);
    expect(found?.degreesOfFreedom).toBeLessThan(3.8);
    expect(Math.abs((found?.correlation ?? NaN) - 0.5)).toBeLessThan(0.06);
  });

  test('calm and stressed rows are apart and by what was known before', () => {
    const market = columnOf(returnsOf(21, 1, 200), 0);
    const rule = { by: 'volatility', share: 0.25, window: 20 } as const;
    const { calm, stressed } = marketStates(market, rule);
    expect(calm.length + stressed.length).toBe(180);
    expect(stressed).toHaveLength(45);
    expect(calm.filter((t) => stressed.includes(t))).toHaveLength(0);
    const changed = Float64Array.from(market);
    changed[199] = 0.4;
    expect([...marketStates(changed, rule).stressed]).toEqual([...stressed]);
    expect(correlationDifference(0.5, 100, 0.5, 80)).toBe(1);
  });
});

describe('diversity and order', () => {
  test('equal independent bets count one each, one bet counts one', () => {
    const identity = Float64Array.from({ length: 25 }, (_, at) => (at % 6 === 0 ? 1 : 0));
    expect(effectiveRank(identity, 5)).toBeCloseTo(5, 12);
    expect(
      effectiveBets(
        identity.map((value, at) => value * (1 + at / 25)),
        new Float64Array([1, 0, 0, 0, 0])
      )
    ).toBeCloseTo(1, 12);
    expect(effectiveRank(new Float64Array(25).fill(1), 5)).toBeCloseTo(1, 6);
  });

  test('the order of the heat map keeps groups together and holds every series once', () => {
    const group = [0, 1, 0, 1, 0, 1];
    const values = Float64Array.from({ length: 36 }, (_, at) =>
      at % 7 === 0 ? 1 : group[Math.floor(at / 6)] === group[at % 6] ? 0.8 + at / 1000 : 0.1
    );
    const order = [...clusterOrder(values, 6)];
    expect([...order].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    const groups = order.map((one) => group[one]).join('');
    expect(['000111', '111000']).toContain(groups);
    expect([...clusterOrder(new Float64Array([1]), 1)]).toEqual([0]);
  });
});
