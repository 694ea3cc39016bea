import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { choleskyFactor, choleskySolve, dot, quadraticForm, symmetricProduct } from '$lib/math/linalg';
import { randomStream } from '$lib/math/random';
import { impliedReturns } from '$lib/quant/moments';
import { factorCovariance } from '../../../../tests/reference/random-problem';
import { blackLitterman, pickMatrix, unconstrainedWeights, type BlackLittermanInput, type ReturnView } from './index';

const ids = (n: number) => Array.from({ length: n }, (_, j) => instrumentId(`i${j}`));
const RISK_AVERSION = 2.5;

/** A market in equilibrium with some absolute and relative views. */
function market(n: number, seed: number, views: number): BlackLittermanInput & { held: Float64Array } {
  const random = randomStream(seed, n);
  const covariance = factorCovariance(n, 3, random);
  const raw = Float64Array.from({ length: n }, () => 0.2 + random.uniform());
  const total = raw.reduce((sum, one) => sum + one, 0);
  const held = raw.map((one) => one / total);
  const instruments = ids(n);
  const order = Array.from({ length: n }, (_, j) => j).sort(() => random.uniform() - 0.5);
  return {
    instruments,
    covariance,
    held,
    prior: impliedReturns({ covariance, weights: held, riskAversion: RISK_AVERSION, riskFreeRate: 0 }),
    tau: 0.02 + 0.1 * random.uniform(),
    views: Array.from({ length: views }, (_, k): ReturnView => {
      const basket = instruments[order[k]];
      const other = [
        { instrument: instruments[order[views]], weight: 1 + random.uniform() },
        { instrument: instruments[order[views + 1]], weight: 2 }
      ];
      const value = 0.05 * random.normal();
      return { id: `v${k}`, basket, value, ...(k % 2 === 1 ? { moreThan: other } : {}) };
    })
  };
}

function posterior(input: BlackLittermanInput) {
  const result = blackLitterman(input);
  if (result.status !== 'ok') throw new Error(JSON.stringify(result));
  return result;
}

const worst = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(b).reduce((most, value, j) => Math.max(most, Math.abs(a[j] - value)), 0);
const cases = fc.record({
  n: fc.integer({ min: 4, max: 12 }),
  seed: fc.integer({ min: 1, max: 1e6 }),
  views: fc.integer({ min: 1, max: 2 })
});
/** Inverse of a symmetric positive definite matrix, column by column. */
function inverse(matrix: Float64Array, n: number): Float64Array {
  const { status, ...rest } = choleskyFactor(matrix, n);
  if (status !== 'ok' || !('factor' in rest)) throw new Error(status);
  const out = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    out.set(
      choleskySolve(
        rest.factor,
        n,
        Float64Array.from({ length: n }, (_, i) => (i === j ? 1 : 0))
      ),
      j * n
    );
  }
  return out;
}

describe('blackLitterman', () => {
  it('leaves the prior where there are no views, or none that anybody is sure of', () => {
    fc.assert(
      fc.property(cases, ({ n, seed, views }) => {
        const input = market(n, seed, views);
        const none = posterior({ ...input, views: [] });
        expect(Array.from(none.expectedReturns)).toEqual(Array.from(input.prior));
        const tau = input.tau ?? NaN;
        expect(
          worst(
            none.covariance,
            input.covariance.map((one) => one * (1 + tau))
          )
        ).toBeLessThan(1e-15);
        const unsure = posterior({ ...input, views: input.views.map((view) => ({ ...view, confidence: 0 })) });
        expect(Array.from(unsure.expectedReturns)).toEqual(Array.from(input.prior));
        expect(Array.from(unsure.viewVariances)).toEqual(input.views.map(() => Infinity));
      })
    );
  });

  it('meets a view of full confidence exactly, and leaves no doubt about it', () => {
    fc.assert(
      fc.property(cases, ({ n, seed, views }) => {
        const input = market(n, seed, views);
        const sure = { ...input, views: input.views.map((view, k) => (k === 0 ? { ...view, confidence: 1 } : view)) };
        const found = posterior(sure);
        expect(Math.abs(found.posteriorValues[0] - input.views[0].value)).toBeLessThan(1e-12);
        const pick = pickMatrix(sure.views, sure.instruments);
        if ('problems' in pick) throw new Error('problems');
        expect(Math.abs(quadraticForm(found.meanUncertainty, n, pick.rows[0]))).toBeLessThan(1e-15);
      })
    );
  });

  it('is the textbook formula with its inverses', () => {
    fc.assert(
      fc.property(cases, ({ n, seed, views }) => {
        const input = market(n, seed, views);
        const found = posterior(input);
        const pick = pickMatrix(input.views, input.instruments);
        if ('problems' in pick) throw new Error('problems');
        const precision = inverse(
          input.covariance.map((one) => one * (input.tau ?? NaN)),
          n
        );
        const right = symmetricProduct(precision, n, input.prior);
        pick.rows.forEach((row, k) => {
          const omega = found.viewVariances[k];
          for (let i = 0; i < n; i++) {
            right[i] += (row[i] * pick.values[k]) / omega;
            for (let j = 0; j < n; j++) precision[i * n + j] += (row[i] * row[j]) / omega;
          }
        });
        const uncertainty = inverse(precision, n);
        expect(worst(found.meanUncertainty, uncertainty)).toBeLessThan(1e-12);
        expect(worst(found.expectedReturns, symmetricProduct(uncertainty, n, right))).toBeLessThan(1e-10);
      })
    );
  });

  it('moves weights along the portfolios of the views alone (He and Litterman)', () => {
    fc.assert(
      fc.property(cases, ({ n, seed, views }) => {
        const input = market(n, seed, views);
        const { tau = NaN, held } = input;
        const found = posterior(input);
        const weights = unconstrainedWeights(found.covariance, found.expectedReturns, RISK_AVERSION);
        const rest = weights.map((one, j) => one - held[j] / (1 + tau));
        const pick = pickMatrix(input.views, input.instruments);
        if ('problems' in pick) throw new Error('problems');
        const known: Float64Array[] = [];
        for (const row of pick.rows) {
          const unit = Float64Array.from(row);
          for (const one of known) {
            const along = dot(unit, one);
            unit.forEach((value, j) => (unit[j] = value - along * one[j]));
          }
          const length = Math.sqrt(dot(unit, unit));
          known.push(unit.map((value) => value / length));
        }
        for (const one of known) {
          const along = dot(rest, one);
          rest.forEach((value, j) => (rest[j] = value - along * one[j]));
        }
        expect(worst(rest, new Float64Array(n))).toBeLessThan(1e-9);
      })
    );
  });

  it('takes a confidence as the part of the way to certainty (Idzorek)', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0.01, max: 0.99, noNaN: true }), ({ n, seed }, confidence) => {
        const input = { ...market(n, seed, 1), risk: 'returns-only' as const };
        const weightsAt = (c: number) => {
          const found = posterior({ ...input, views: [{ ...input.views[0], confidence: c }] });
          return unconstrainedWeights(found.covariance, found.expectedReturns, RISK_AVERSION);
        };
        const [none, some, full] = [weightsAt(0), weightsAt(confidence), weightsAt(1)];
        const expected = none.map((one, j) => one + confidence * (full[j] - one));
        expect(worst(some, expected)).toBeLessThan(1e-9);
      })
    );
  });

  it('does not depend on the order of instruments', () => {
    const input = market(8, 5, 2);
    const order = [3, 1, 7, 0, 5, 2, 6, 4];
    const moved = posterior({
      ...input,
      instruments: order.map((j) => input.instruments[j]),
      prior: Float64Array.from(order, (j) => input.prior[j]),
      covariance: Float64Array.from({ length: 64 }, (_, at) => {
        return input.covariance[order[Math.floor(at / 8)] * 8 + order[at % 8]];
      })
    });
    const found = posterior(input);
    expect(
      worst(
        moved.expectedReturns,
        order.map((j) => found.expectedReturns[j])
      )
    ).toBeLessThan(1e-14);
  });
});

describe('views that cannot be used', () => {
  const [a, b, c] = ids(3);
  const problems = (views: ReturnView[]) => {
    const pick = pickMatrix(views, [a, b, c]);
    return 'problems' in pick ? pick.problems : [];
  };
  const view = (id: string, basket: ReturnView['basket'], value: number, rest: Partial<ReturnView> = {}) => ({
    id,
    basket,
    value,
    ...rest
  });

  it('name the instrument that is unknown', () => {
    const unknown = instrumentId('nowhere');
    expect(problems([view('v', unknown, 0.1)])).toEqual([
      { view: 'v', code: 'unknown-instrument', instrument: unknown }
    ]);
    expect(problems([view('v', a, 0.1, { moreThan: [{ instrument: unknown, weight: 1 }] })])).toHaveLength(1);
  });

  it('say which other views they repeat or contradict, and what those imply', () => {
    const first = [view('one', a, 0.05), view('two', b, 0.03)];
    expect(problems([...first, view('three', a, 0.02, { moreThan: b })])).toEqual([
      { view: 'three', code: 'dependent', value: expect.closeTo(0.02, 14), others: ['one', 'two'] }
    ]);
    expect(problems([...first, view('three', b, 0.02, { moreThan: a })])).toEqual([
      { view: 'three', code: 'contradicting', value: expect.closeTo(-0.02, 14), others: ['one', 'two'] }
    ]);
    const pair = [a, b].map((instrument) => ({ instrument, weight: 5 }));
    expect(problems([...first, view('three', pair, 0.04)])[0].code).toBe('dependent');
    expect(problems([...first, view('three', c, 0.04)])).toEqual([]);
  });

  it('say what is out of range or empty', () => {
    expect(problems([view('v', a, NaN)])[0].code).toBe('not-a-number');
    expect(problems([view('v', a, 0.1, { confidence: 1.2 })])[0].code).toBe('out-of-range');
    expect(problems([view('v', a, 0.1, { variance: -1 })])[0].code).toBe('out-of-range');
    expect(problems([view('v', a, 0.1, { moreThan: a })])[0].code).toBe('no-difference');
    expect(problems([view('v', [], 0.1)])[0].code).toBe('empty-basket');
    expect(problems([view('v', a, 0.1), view('v', b, 0.1)])[0].code).toBe('repeated-id');
  });

  it('come back from the model, which throws on shapes and on a tau that is not positive', () => {
    const input = { instruments: [a, b, c], covariance: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 0) };
    const prior = new Float64Array(3);
    expect(blackLitterman({ ...input, prior, views: [view('v', a, NaN)] }).status).toBe('unusable');
    expect(blackLitterman({ ...input, prior, views: [view('v', c, 0.1)] })).toEqual({
      status: 'unusable',
      problems: [{ view: 'v', code: 'riskless' }]
    });
    expect(() => blackLitterman({ ...input, prior, tau: 0, views: [] })).toThrow(RangeError);
    expect(() => blackLitterman({ ...input, prior: new Float64Array(2), views: [] })).toThrow(RangeError);
    expect(() => unconstrainedWeights(input.covariance, prior, 2)).toThrow(RangeError);
  });
});
