import { describe, expect, it } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import type { Constraint, OptimizationProblem } from '$lib/quant/optimization';
import { riskMeasures, type RiskSpec } from '$lib/quant/risk';
import { allocated, type AllocationChoice } from './allocation';
import { seriesOnDays } from './market-series';

const instruments = ['a', 'b', 'c', 'd'].map(instrumentId);
const rows = 40;
// Four series that differ in size and partly move together; any will do, what follows holds for all.
const values = Float64Array.from({ length: rows * 4 }, (_, k) => {
  const [t, j] = [Math.floor(k / 4), k % 4];
  return 0.01 * (j + 1) * Math.sin(1.7 * t + j * j) + 0.004 * Math.cos(0.9 * t);
});
const returns = { values, rows, columns: 4 };

function problemUnder(constraints: readonly Constraint[]): OptimizationProblem {
  const covariance = new Float64Array(16);
  for (let i = 0; i < 4; i++)
    for (let j = 0; j < 4; j++) {
      let sum = 0;
      for (let t = 0; t < rows; t++) sum += (values[t * 4 + i] ?? 0) * (values[t * 4 + j] ?? 0);
      covariance[i * 4 + j] = (sum / rows) * 252;
    }
  return {
    instruments,
    covariance,
    expectedReturns: new Float64Array(4).fill(0.05),
    riskFreeRate: 0.02,
    objective: { kind: 'minimum-variance' },
    constraints,
    currentWeights: Float64Array.from([0.25, 0.25, 0.25, 0.15])
  };
}

const methods: readonly AllocationChoice['method'][] = [
  'equal',
  'inverse-risk',
  'minimum-risk',
  'risk-parity',
  'maximum-diversification',
  'maximum-decorrelation',
  'hierarchical-risk-parity',
  'hierarchical-equal-risk',
  'nested-clusters',
  'schur',
  'stacking'
];
const stack = { members: ['equal', 'risk-parity', 'schur'], final: 'minimum-risk', folds: 4 } as const;
const cash: Constraint = { kind: 'cash', id: 'cash', minimum: 0.1 };
const none: Constraint = { kind: 'exclusion', id: 'none', instruments: instruments.slice(3) };

describe('weights without a forecast', () => {
  it.each(methods)('%s sets cash aside, leaves out what is excluded and shares the risk', (method) => {
    const answer = allocated(problemUnder([cash, none]), returns, { method, stack });
    expect(answer.status).toBe('allocated');
    if (answer.status !== 'allocated') return;
    expect(answer.cash).toBeCloseTo(0.1, 9);
    expect(answer.weights[3]).toBe(0);
    expect(answer.riskShares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(answer.leftOut).toEqual([]);
  });

  it('equal weights leave a cap out of account and say that they break it', () => {
    const cap: Constraint = { kind: 'position-cap', id: 'cap', upper: 0.22 };
    const loose: Constraint = { kind: 'turnover', id: 'loose', maximum: 1 };
    const answer = allocated(problemUnder([cap, loose]), returns, { method: 'equal' });
    expect(answer.status).toBe('allocated');
    if (answer.status !== 'allocated') return;
    expect(Array.from(answer.weights)).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect(answer.leftOut).toEqual(['cap', 'loose']);
    expect(answer.broken).toEqual(['cap']);
  });

  it('risk parity shares the risk equally, and keeps caps, groups and turnover where they bind', () => {
    const free = allocated(problemUnder([cash]), returns, { method: 'risk-parity' });
    if (free.status === 'allocated') for (const share of free.riskShares) expect(share).toBeCloseTo(0.25, 6);
    const constraints: Constraint[] = [
      cash,
      { kind: 'position-cap', id: 'cap', upper: 0.3 },
      { kind: 'group', id: 'group', name: 'G', members: instruments.slice(2), lower: 0.35 },
      { kind: 'turnover', id: 'turnover', maximum: 0.1 },
      { kind: 'volatility', id: 'volatility', maximum: 1e-4 }
    ];
    const ruled = allocated(problemUnder(constraints), returns, { method: 'risk-parity' });
    expect(ruled).toMatchObject({ status: 'allocated', leftOut: ['volatility'], broken: ['volatility'] });
  });

  it.each(riskMeasures.filter((one) => one.convex && one.degree === 1).map(({ id }) => id))(
    'risk parity on %s shares it evenly, or as budgeted, of what is not cash',
    (measure) => {
      const risk = { measure, tail: 0.2, levels: 8 } as RiskSpec;
      const even = allocated(problemUnder([cash, none]), returns, { method: 'risk-parity', risk });
      expect(even.status, JSON.stringify(even)).toBe('allocated');
      if (even.status !== 'allocated') return;
      // The search ends at a gap of 1e-8 at most, which bounds shares by its root.
      for (const share of even.riskShares.subarray(0, 3)) expect(share).toBeCloseTo(1 / 3, 4);
      expect(even.riskShares[3]).toBe(0);
      expect(even.cash).toBeCloseTo(0.1, 9);
      const budgets = [{ instrument: instrumentId('b'), weight: 0.5 }];
      const given = allocated(problemUnder([cash]), returns, { method: 'risk-parity', risk, budgets });
      if (given.status !== 'allocated') return;
      [1 / 6, 1 / 2, 1 / 6, 1 / 6].forEach((share, j) => expect(given.riskShares[j]).toBeCloseTo(share, 4));
    }
  );

  it('where a rule leaves some instrument no room, the others share the risk as evenly as they can', () => {
    const members = [instrumentId('a')];
    const none: Constraint = { kind: 'group', id: 'none', name: 'none', members, upper: 0 };
    const answer = allocated(problemUnder([none]), returns, { method: 'risk-parity' });
    if (answer.status !== 'allocated') throw new Error(JSON.stringify(answer));
    expect(Math.abs(answer.weights[0] ?? 1)).toBeLessThan(1e-9);
    for (const share of answer.riskShares.subarray(1)) expect(share).toBeGreaterThan(0.2);
  });

  it('budgets of the variance are kept, as near as the rules allow', () => {
    const budgets = [{ instrument: instrumentId('a'), weight: 0.7 }];
    const answer = allocated(problemUnder([cash]), returns, { method: 'risk-parity', budgets });
    if (answer.status !== 'allocated') throw new Error(answer.status);
    [0.7, 0.1, 0.1, 0.1].forEach((share, j) => expect(answer.riskShares[j]).toBeCloseTo(share, 6));
  });

  it('a measure that has no shares is refused in words', () => {
    const answer = allocated(problemUnder([cash]), returns, { method: 'risk-parity', risk: { measure: 'variance' } });
    expect(answer).toMatchObject({ status: 'failed', reason: 'variance cannot be shared' });
  });

  it('a stack says what each of its methods counts for, and its weights are theirs in these shares', () => {
    const problem = problemUnder([cash]);
    const answer = allocated(problem, returns, { method: 'stacking', stack });
    if (answer.status !== 'allocated' || !answer.members) throw new Error(answer.status);
    expect(answer.members.map(({ method }) => method)).toEqual(stack.members);
    expect(answer.members.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    const sum = new Float64Array(4);
    for (const { method, share } of answer.members) {
      const one = allocated(problem, returns, { method });
      if (one.status === 'allocated') one.weights.forEach((weight, j) => (sum[j] = (sum[j] ?? 0) + share * weight));
    }
    answer.weights.forEach((weight, j) => expect(weight).toBeCloseTo(sum[j] ?? NaN, 9));
    expect(allocated(problem, returns, { method: 'stacking' })).toMatchObject({ status: 'failed' });
  });

  it('rules that it follows and that conflict are named as the optimizer names them', () => {
    const impossible: Constraint = { kind: 'position-cap', id: 'cap', upper: 0.1 };
    const answer = allocated(problemUnder([impossible]), returns, { method: 'risk-parity' });
    expect(answer).toMatchObject({ status: 'infeasible' });
  });
});

it("a market's returns span the same days, from its last close on or before each", () => {
  const panel = {
    instruments: instruments.slice(0, 1),
    days: Int32Array.from([1, 2, 4, 5]),
    values: Float64Array.from([100, 110, NaN, 121])
  };
  const spans = { firstDay: 1, days: Int32Array.from([2, 3, 5]) };
  const found = seriesOnDays(panel as Parameters<typeof seriesOnDays>[0], spans as Parameters<typeof seriesOnDays>[1]);
  // By hand: 100 to 110, no new close, 110 to 121.
  expect(found[0]).toBeCloseTo(0.1, 12);
  expect(found[1]).toBe(0);
  expect(found[2]).toBeCloseTo(0.1, 12);
});
