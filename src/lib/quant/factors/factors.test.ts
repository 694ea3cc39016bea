import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '$lib/math/random';
import {
  conditionNumber,
  factorAttribution,
  factorColumn,
  factorRegression,
  factorRisk,
  positionRisks,
  principalFactors,
  rollingExposures,
  type FactorRegression,
  type FactorReturns
} from './index';

const ROWS = 90;

function normals(seed: number): () => number {
  const random = randomStream(seed);
  return () => random.normal();
}

interface World {
  readonly factors: FactorReturns;
  readonly positions: readonly Float64Array[];
  readonly weights: readonly number[];
}

/** Three factors, four positions that follow them, weights that add to one. */
function world(seed: number): World {
  const draw = normals(seed);
  const values = Float64Array.from({ length: ROWS * 3 }, () => 0.03 * draw() + 0.003);
  const factors = { names: ['a', 'b', 'c'], values, rows: ROWS };
  const positions = Array.from({ length: 4 }, () => {
    const betas = [1 + draw(), draw(), draw()];
    return Float64Array.from({ length: ROWS }, (_, t) =>
      betas.reduce((sum, beta, k) => sum + beta * values[t * 3 + k], 0.01 * draw())
    );
  });
  const raw = positions.map(() => 0.2 + Math.abs(draw()));
  const whole = raw.reduce((sum, one) => sum + one, 0);
  return { factors, positions, weights: raw.map((one) => one / whole) };
}

const mixed = ({ positions, weights }: World): Float64Array =>
  Float64Array.from({ length: ROWS }, (_, t) => positions.reduce((sum, one, i) => sum + weights[i] * one[t], 0));

function fitted(series: Float64Array, factors: FactorReturns): FactorRegression {
  const found = factorRegression(series, factors, { periodsPerYear: 12 });
  if (found.status !== 'ok') throw new Error(found.status);
  return found;
}
const betasOf = (found: FactorRegression): number[] => found.betas.map((one) => one.value);
const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });

describe('factor regressions', () => {
  test('a factor regressed on the factors has a beta of one to itself', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 2 }), (seed, at) => {
        const { factors } = world(seed);
        const found = fitted(factorColumn(factors, at), factors);
        betasOf(found).forEach((beta, k) => expect(beta).toBeCloseTo(k === at ? 1 : 0, 10));
        expect(found.alpha.value).toBeCloseTo(0, 12);
        expect(found.rSquared).toBeCloseTo(1, 12);
      })
    );
  });

  test('the order of the factors changes nothing but the order', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const drawn = world(seed);
        const order = [2, 0, 1];
        const turned = {
          names: order.map((k) => drawn.factors.names[k]),
          values: Float64Array.from(
            drawn.factors.values,
            (_, at) => drawn.factors.values[at - (at % 3) + order[at % 3]]
          ),
          rows: ROWS
        };
        const [one, other] = [fitted(mixed(drawn), drawn.factors), fitted(mixed(drawn), turned)];
        order.forEach((k, at) => {
          expect(other.betas[at].value).toBeCloseTo(one.betas[k].value, 10);
          expect(other.betas[at].standardError).toBeCloseTo(one.betas[k].standardError, 10);
        });
        expect(other.alpha.value).toBeCloseTo(one.alpha.value, 12);
        expect(conditionNumber(turned)).toBeCloseTo(conditionNumber(drawn.factors), 8);
      })
    );
  });

  test('exposures of a portfolio are the weighted exposures of its positions', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const drawn = world(seed);
        const each = drawn.positions.map((one) => betasOf(fitted(one, drawn.factors)));
        betasOf(fitted(mixed(drawn), drawn.factors)).forEach((beta, k) =>
          expect(beta).toBeCloseTo(
            each.reduce((sum, betas, i) => sum + drawn.weights[i] * betas[k], 0),
            10
          )
        );
      })
    );
  });

  test('dependent factors and short histories are told', () => {
    const { factors, positions } = world(7);
    const doubled = {
      names: ['a', 'twice a'],
      values: Float64Array.from({ length: ROWS * 2 }, (_, at) => (1 + (at % 2)) * factors.values[(at >> 1) * 3]),
      rows: ROWS
    };
    expect(factorRegression(positions[0], doubled, { periodsPerYear: 12 })).toEqual({
      status: 'dependent',
      factor: 'twice a'
    });
    const short = { ...factors, values: factors.values.subarray(0, 30), rows: 10 };
    expect(factorRegression(positions[0].subarray(0, 10), short, { periodsPerYear: 12 })).toMatchObject({
      status: 'too-few'
    });
  });
});

describe('rolling exposures', () => {
  test('each window is a regression of its own, however far the values lie from zero', () => {
    const drawn = world(11);
    const series = mixed(drawn).map((value) => value + 1000);
    const { alphas, betas, rSquared } = rollingExposures(series, drawn.factors, 24);
    for (const end of [24, 50, 88, 89, 90]) {
      const part = {
        ...drawn.factors,
        values: drawn.factors.values.subarray((end - 24) * 3, end * 3),
        rows: 24
      };
      const found = fitted(series.subarray(end - 24, end), part);
      expect(alphas[end - 1]).toBeCloseTo(found.alpha.value, 8);
      expect(rSquared[end - 1]).toBeCloseTo(found.rSquared, 8);
      betasOf(found).forEach((beta, k) => expect(betas[(end - 1) * 3 + k]).toBeCloseTo(beta, 8));
    }
  });

  test('what lies outside the window does not count', () => {
    const drawn = world(13);
    const series = mixed(drawn);
    const before = rollingExposures(series, drawn.factors, 20).betas.slice(-3);
    const changed = series.map((value, t) => (t < ROWS - 20 ? value * 50 : value));
    const after = rollingExposures(changed, drawn.factors, 20).betas.slice(-3);
    after.forEach((beta, k) => expect(beta).toBeCloseTo(before[k], 8));
  });
});

describe('risk and return by factor', () => {
  test('shares of the variance add up over factors and over positions', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const drawn = world(seed);
        const portfolio = mixed(drawn);
        const found = fitted(portfolio, drawn.factors);
        const risk = factorRisk(portfolio, drawn.factors, betasOf(found));
        expect(risk.shares.reduce((sum, one) => sum + one, risk.specific)).toBeCloseTo(1, 12);
        // With an intercept the specific share is what R-squared leaves.
        expect(risk.specific).toBeCloseTo(1 - found.rSquared, 10);
        const positions = drawn.positions.map((series, i) => ({
          series,
          weight: drawn.weights[i],
          betas: betasOf(fitted(series, drawn.factors))
        }));
        const parts = positionRisks(portfolio, positions, drawn.factors);
        expect(parts.reduce((sum, one) => sum + one.total, 0)).toBeCloseTo(1, 10);
        expect(parts.reduce((sum, one) => sum + one.specific, 0)).toBeCloseTo(risk.specific, 10);
        risk.shares.forEach((share, k) =>
          expect(parts.reduce((sum, one) => sum + one.factors[k], 0)).toBeCloseTo(share, 10)
        );
      })
    );
  });

  test('the parts of a compounded return add up to it', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const drawn = world(seed);
        const series = mixed(drawn);
        const cash = new Float64Array(ROWS).fill(0.0007);
        const excess = series.map((value, t) => value - cash[t]);
        const found = fitted(excess, drawn.factors);
        const parts = factorAttribution(excess, cash, drawn.factors, {
          alpha: found.alpha.value,
          betas: betasOf(found)
        });
        if (!parts) throw new Error('nothing left');
        const compounded = series.reduce((product, value) => product * (1 + value), 1) - 1;
        expect(parts.total).toBeCloseTo(compounded, 10);
        const sum = parts.factors.reduce((total, one) => total + one, parts.cash + parts.alpha + parts.residual);
        expect(sum).toBeCloseTo(compounded, 10);
      })
    );
  });

  test('a series that loses everything has no attribution', () => {
    const { factors } = world(3);
    const ruined = new Float64Array(ROWS).fill(-1);
    expect(factorAttribution(ruined, new Float64Array(ROWS), factors, { alpha: 0, betas: [0, 0, 0] })).toBeUndefined();
  });
});

describe('principal factors', () => {
  test('components have nothing in common, and their variances add up', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { positions } = world(seed);
        const values = Float64Array.from({ length: ROWS * 4 }, (_, at) => positions[at % 4][Math.floor(at / 4)]);
        const found = principalFactors({ values, rows: ROWS, columns: 4 }, 3, 'covariance');
        const { factors, variances, shares, weights } = found;
        for (let c = 0; c < 3; c++)
          expect(weights.reduce((sum, one, at) => sum + (at % 3 === c ? Math.abs(one) : 0), 0)).toBeCloseTo(1, 12);
        expect(conditionNumber(factors)).toBeCloseTo(1, 6);
        expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
        expect([...variances]).toEqual([...variances].sort((a, b) => b - a));
        const first = fitted(factorColumn(factors, 0), factors);
        expect(first.betas[0].value).toBeCloseTo(1, 10);
      })
    );
  });
});
