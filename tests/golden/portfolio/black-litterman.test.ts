import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { instrumentId, type InstrumentId } from '$lib/domain/instruments';
import { impliedReturns } from '$lib/quant/moments';
import {
  blackLitterman,
  unconstrainedWeights,
  type BlackLittermanInput,
  type BlackLittermanPosterior,
  type ReturnView
} from '$lib/quant/views';

interface View extends Omit<ReturnView, 'basket' | 'moreThan'> {
  basket: InstrumentId;
  moreThan?: InstrumentId;
}
interface Row {
  id: string;
  inputs: {
    mu?: number[];
    lambda?: number;
    P?: number[][];
    Q?: number[];
    views?: View[];
    instruments?: string[];
    covariance?: number[];
    riskAversion?: number;
    riskFreeRate?: number;
    marketValues?: Record<string, number>;
  };
  expected: Record<string, number[]> & { weights?: number[] | Record<string, number> };
  tol?: number | { ER: number; w: number };
  tolerance?: { abs?: number; rel?: number };
}
interface Table {
  source: { work: string };
  shared: Record<string, number[] & number[][] & string[] & number>;
  cases: Row[];
}
const read = (name: string) => JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as Table;
const rowNamed = (table: Table, id: string): Row => {
  const row = table.cases.find((one) => one.id === id);
  if (!row) throw new RangeError(`no row ${id}`);
  return row;
};

function posterior(input: BlackLittermanInput): BlackLittermanPosterior {
  const result = blackLitterman(input);
  if (result.status !== 'ok') throw new Error(JSON.stringify(result));
  return result;
}

function expectNear(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  for (let j = 0; j < expected.length; j++) expect(Math.abs(actual[j] - expected[j])).toBeLessThan(tolerance);
}

/** Rows of a pick matrix as baskets: what is positive, more than what is negative. */
function viewOf(p: number[], value: number, id: string, instruments: InstrumentId[]): ReturnView {
  const side = (sign: number) =>
    instruments.map((instrument, j) => ({ instrument, weight: sign * p[j] })).filter(({ weight }) => weight > 0);
  return { id, basket: side(1), ...(p.some((one) => one < 0) ? { moreThan: side(-1) } : {}), value };
}

describe('He and Litterman (1999)', () => {
  const table = read('black-litterman-he-litterman-1999');
  const { assets, correlation, volatility, weq, delta, tau } = table.shared;
  const instruments = assets.map(instrumentId);
  const n = instruments.length;
  const covariance = Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return correlation[i][j] * volatility[i] * volatility[j];
  });
  const market = { covariance, weights: Float64Array.from(weq), riskAversion: delta, riskFreeRate: 0 };
  const prior = impliedReturns(market);

  test('table-2-equilibrium', () => {
    expectNear(prior, rowNamed(table, 'table-2-equilibrium').expected['pi'], 6e-4);
  });

  test('table-3-naive-mv', () => {
    const { inputs, expected } = rowNamed(table, 'table-3-naive-mv');
    expectNear(unconstrainedWeights(covariance, Float64Array.from(inputs.mu ?? []), delta), expected['wOpt'], 0.02);
  });

  for (const id of ['table-4-one-view', 'table-5-two-views', 'table-7-less-certain']) {
    test(id, () => {
      const { inputs, expected } = rowNamed(table, id);
      const views = (inputs.P ?? []).map((p, i) => viewOf(p, inputs.Q?.[i] ?? NaN, `view ${i}`, instruments));
      const proportional = posterior({ instruments, covariance, prior, tau, views });
      const doubled = views.map((view, i) => ({
        ...view,
        variance: (i === 0 && id === 'table-7-less-certain' ? 2 : 1) * proportional.viewVariances[i]
      }));
      const found = posterior({ instruments, covariance, prior, tau, views: doubled });
      expectNear(
        found.viewVariances.map((value) => value / tau),
        expected['omegaOverTau'],
        6e-4
      );
      expectNear(found.expectedReturns, expected['mu'], 6e-4);
      const weights = unconstrainedWeights(found.covariance, found.expectedReturns, delta);
      expectNear(weights, expected['w'], 1.1e-3);
      expectNear(
        weights.map((value, j) => value - weq[j] / (1 + tau)),
        expected['dw'],
        1.1e-3
      );
    });
  }
});

describe('Idzorek (2005)', () => {
  const table = read('black-litterman-idzorek-2005');
  const { assets, covariance: rows, wMkt, lambda, tau, P, Q } = table.shared;
  const instruments = assets.map(instrumentId);
  const covariance = Float64Array.from((rows as unknown as number[][]).flat());
  const prior = impliedReturns({
    covariance,
    weights: Float64Array.from(wMkt),
    riskAversion: lambda,
    riskFreeRate: 0
  });
  const views = P.map((p: number[], i: number) => viewOf(p, Q[i], `view ${i + 1}`, instruments));
  const found = posterior({ instruments, covariance, prior, tau, views, risk: 'returns-only' });

  test('table-1-implied', () => {
    const { inputs, expected, tol } = rowNamed(table, 'table-1-implied');
    const scale = (inputs.lambda ?? NaN) / lambda;
    expectNear(
      prior.map((value) => value * scale),
      expected['pi'],
      Number(tol)
    );
  });
  test('table-2-historical-mv', () => {
    const { inputs, expected } = rowNamed(table, 'table-2-historical-mv');
    expectNear(unconstrainedWeights(covariance, Float64Array.from(inputs.mu ?? []), lambda), expected['w'], 0.03);
  });
  test('table-4-view-variance and formula-8-omega', () => {
    const { viewVariance } = rowNamed(table, 'table-4-view-variance').expected;
    expectNear(
      found.viewVariances.map((value) => value / tau),
      viewVariance,
      1e-5
    );
    expectNear(found.viewVariances, rowNamed(table, 'formula-8-omega').expected['omegaDiag'], 1e-6);
  });
  test('table-6-posterior', () => {
    const { expected } = rowNamed(table, 'table-6-posterior');
    expectNear(found.expectedReturns, expected['ER'], 1.5e-4);
    const weights = unconstrainedWeights(found.covariance, found.expectedReturns, lambda);
    expectNear(weights, expected['w'], 1e-3);
    expect(Math.abs(weights.reduce((sum, value) => sum + value, 0) - Number(expected['sum']))).toBeLessThan(1e-3);
  });
});

describe('PyPortfolioOpt and skfolio', () => {
  const table = read('black-litterman-libraries');
  const market = read('pypfopt-efficient-frontier').shared;
  const instruments = market['instruments'].map(instrumentId);
  const covariance = Float64Array.from(market['covariance']);
  const implied = rowNamed(table, 'market-implied-prior');
  const { riskAversion = NaN, riskFreeRate = NaN, marketValues = {} } = implied.inputs;
  const total = Object.values(marketValues).reduce((sum, value) => sum + value, 0);
  const weights = Float64Array.from(instruments, (one) => marketValues[one] / total);
  const prior = impliedReturns({ covariance, weights, riskAversion, riskFreeRate });
  const shares = (values: Float64Array) => {
    const sum = values.reduce((one, value) => one + value, 0);
    return values.map((value) => value / sum);
  };

  test('market-implied-prior', () => {
    expectNear(prior, implied.expected['returns'], implied.tolerance?.abs ?? 0);
  });

  test('bl-weights', () => {
    const { inputs, expected, tolerance } = rowNamed(table, 'bl-weights');
    const none = new Float64Array(instruments.length);
    const found = posterior({ instruments, covariance, prior: none, views: inputs.views ?? [], risk: 'returns-only' });
    const actual = shares(unconstrainedWeights(found.covariance, found.expectedReturns, 1));
    const wanted = expected.weights as Record<string, number>;
    expectNear(
      actual,
      Float64Array.from(instruments, (one) => wanted[one] ?? 0),
      tolerance?.abs ?? 0
    );
  });

  for (const id of ['proportional', 'confidences', 'full-confidence', 'given-variances']) {
    test(id, () => {
      const { inputs, expected, tolerance } = rowNamed(table, id);
      const rel = tolerance?.rel ?? 0;
      const found = posterior({ instruments, covariance, prior, tau: 0.05, views: inputs.views ?? [] });
      expectNear(found.viewVariances, expected['omega'], rel);
      expectNear(found.expectedReturns, expected['returns'], rel);
      expectNear(found.covariance.slice(0, instruments.length), expected['covarianceOfFirst'], rel);
      // The library's weights use the prior covariance.
      const actual = shares(unconstrainedWeights(covariance, found.expectedReturns, riskAversion));
      expectNear(actual, expected.weights as number[], 1e-6);
    });
  }

  test('bl-3-views-mu', () => {
    const { inputs, expected, tolerance } = rowNamed(table, 'bl-3-views-mu');
    const own = (inputs.instruments ?? []).map(instrumentId);
    const matrix = Float64Array.from(inputs.covariance ?? []);
    const equal = new Float64Array(own.length).fill(1 / own.length);
    const equilibrium = impliedReturns({ covariance: matrix, weights: equal, riskAversion: 1, riskFreeRate: 0 });
    const found = posterior({ instruments: own, covariance: matrix, prior: equilibrium, views: inputs.views ?? [] });
    expectNear(found.expectedReturns, expected['returns'], tolerance?.abs ?? 0);
  });
});
