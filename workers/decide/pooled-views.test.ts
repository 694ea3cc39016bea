import { describe, expect, it } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { randomStream } from '$lib/math/random';
import type { Moments } from '$lib/quant/moments';
import type { ScenarioView } from '$lib/quant/views';
import { pooledViews, type PoolingChoice } from './pooled-views';

const instruments = ['a', 'b', 'c'].map(instrumentId);
const [a, b, c] = instruments;
const n = 3;
const rows = 1260;
const random = randomStream(3, 9);
const returns = {
  values: Float64Array.from({ length: rows * n }, (_, k) => (0.006 + 0.003 * (k % n)) * random.normal()),
  rows,
  columns: n
};
const prior: Moments = {
  covariance: Float64Array.of(0.01, 0, 0, 0, 0.02, 0, 0, 0, 0.03),
  expectedReturns: Float64Array.of(0.04, 0.05, 0.06),
  raw: false,
  findings: {},
  treatments: []
};
const volatility = (id: string, value: number): ScenarioView => ({
  kind: 'variance',
  id,
  instrument: a,
  relation: 'equal',
  value: value * value
});
const opinion = (holder: string, views: ScenarioView[], trust?: number): PoolingChoice['opinions'][number] => ({
  holder,
  views: views.map((view) => ({ view })),
  ...(trust === undefined ? {} : { trust })
});
const choice = (...opinions: PoolingChoice['opinions'][number][]): PoolingChoice => ({
  method: 'linear',
  period: 'week',
  opinions
});
const pooled = (asked: PoolingChoice) => {
  const found = pooledViews(asked, instruments, returns, prior);
  if (found.status !== 'ok') throw new Error(JSON.stringify(found));
  return found;
};

describe('views that reweight the past', () => {
  it('leave returns at the prior where nothing more is asked than holds', () => {
    const slack: ScenarioView = { kind: 'mean', id: 'view:0', basket: a, relation: 'at-most', value: 1 };
    const { moments, reweighting } = pooled(choice(opinion('', [slack])));
    moments.expectedReturns.forEach((one, j) => expect(one).toBeCloseTo(prior.expectedReturns[j], 12));
    expect(reweighting.scenarios).toBe(252);
    expect(reweighting.effective).toBeCloseTo(252, 9);
  });

  it('hold in the year that is optimized over: means, volatilities, correlations, and in the outcomes of risk measures', () => {
    const mean: ScenarioView = { kind: 'mean', id: 'view:1', basket: b, relation: 'equal', value: 0.09 };
    const { moments, scenarios, reweighting } = pooled(choice(opinion('', [volatility('view:0', 0.13), mean])));
    expect(moments.expectedReturns[1]).toBeCloseTo(0.09, 9);
    expect(Math.sqrt(moments.covariance[0])).toBeCloseTo(0.13, 9);
    expect(reweighting.volatilitiesAfter[0]).toBeCloseTo(0.13, 9);
    expect(reweighting.effective).toBeLessThan(252);
    let sum = 0;
    for (let t = 0; t < scenarios.rows; t++) sum += scenarios.values[t * n + 1];
    expect((sum / scenarios.rows) * scenarios.periodsPerYear).toBeCloseTo(0.09, 9);
    // Outcomes repeat periods a whole number of times: the variance is near, not equal.
    let squares = 0;
    for (let t = 0; t < scenarios.rows; t++)
      squares += (scenarios.values[t * n] - moments.expectedReturns[0] / 50.4) ** 2;
    expect(Math.sqrt((squares / scenarios.rows) * 50.4)).toBeCloseTo(0.13, 3);
  });

  it('of several people meet by their trust', () => {
    const both = [
      opinion('Anna', [volatility('view:0', 0.12)], 0.75),
      opinion('Ben', [volatility('view:1', 0.08)], 0.25)
    ];
    const { moments, reweighting } = pooled(choice(...both));
    expect(Array.from(reweighting.trusts)).toEqual([0.75, 0.25]);
    // The mean of second moments about a common mean, which variance views keep.
    expect(moments.covariance[0]).toBeCloseTo(0.75 * 0.12 ** 2 + 0.25 * 0.08 ** 2, 5);
  });

  it('are named where they cannot hold', () => {
    const up: ScenarioView = { kind: 'mean', id: 'view:0', basket: c, relation: 'at-least', value: 0.3 };
    const down: ScenarioView = { kind: 'rank', id: 'view:1', order: [a, c] };
    const cap: ScenarioView = { kind: 'mean', id: 'view:2', basket: a, relation: 'at-most', value: 0.1 };
    const found = pooledViews(choice(opinion('', [up, down, cap])), instruments, returns, prior);
    expect(found).toMatchObject({ status: 'unusable' });
    if (found.status !== 'unusable') return;
    expect(found.problems.map(({ view }) => view).sort()).toEqual(['view:0', 'view:1', 'view:2']);
    expect(found.problems[0].code).toBe('contradicting');
  });
});
