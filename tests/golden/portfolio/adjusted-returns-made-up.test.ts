import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { OptimizationProblem } from '$lib/quant/optimization';
import { optimumOf, scenarioProblem } from './measured.fixture';

interface Inputs {
  model: 'robust-shortfall' | 'box' | 'ellip' | 'costs';
  aim?: 'Sharpe' | 'Utility';
  radius?: number;
  riskAversion?: number;
  tail?: number;
  halfWidths?: number[];
  covariance?: number[];
  held?: number[];
  linear?: number[];
  quadratic?: number[];
  power?: number[];
}
const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as T;
const table = read<{
  source: { work: string };
  tolerance: { abs: number };
  cases: { id: string; inputs: Inputs; expected: { weights: number[] } }[];
}>('adjusted-returns-made-up');
const { shared } = read<{ shared: { rows: number; columns: number; returns: number[] } }>('measures-made-up');
const returns = { values: Float64Array.from(shared.returns), rows: shared.rows, columns: shared.columns };
const some = (figures: number[] | undefined): Float64Array => Float64Array.from(figures ?? []);

function problemOf({ model, radius = NaN, riskAversion = NaN, tail = NaN, ...inputs }: Inputs): OptimizationProblem {
  const { held, linear, quadratic, power } = inputs;
  switch (model) {
    case 'robust-shortfall':
      return scenarioProblem(returns, { kind: 'robust-shortfall', radius, riskAversion, tail });
    case 'costs':
      return {
        ...scenarioProblem(returns, { kind: 'utility', riskAversion }),
        currentWeights: some(held),
        tradingCosts: {
          ...(linear && { linear: some(linear) }),
          ...(quadratic && { quadratic: some(quadratic) }),
          ...(power && { power: some(power) }),
          perYear: 1
        }
      };
    default: {
      const bare = scenarioProblem(
        returns,
        inputs.aim === 'Sharpe'
          ? { kind: 'maximum-ratio', risk: { measure: 'standard-deviation' } }
          : { kind: 'risk-utility', risk: { measure: 'variance' }, riskAversion }
      );
      const uncertainty =
        model === 'box'
          ? ({ kind: 'box', halfWidths: some(inputs.halfWidths) } as const)
          : ({ kind: 'ellipsoid', covariance: some(inputs.covariance), radius } as const);
      return { ...bare, uncertainty };
    }
  }
}

describe(`rows of ${table.source.work}`, () => {
  for (const { id, inputs, expected } of table.cases) {
    test(id, () => {
      const { weights, reasons } = optimumOf(problemOf(inputs));
      expected.weights.forEach((weight, j) =>
        expect(Math.abs(weights[j] - weight), `weight ${j}`).toBeLessThanOrEqual(table.tolerance.abs)
      );
      for (const { terms } of reasons)
        expect(Math.abs(terms.reduce((sum, { value }) => sum + value, 0))).toBeLessThan(1e-8);
    });
  }
});
