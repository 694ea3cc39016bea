import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ReturnMatrix } from '$lib/quant/moments';
import type { Objective } from '$lib/quant/optimization';
import type { RiskMeasureId, RiskSpec } from '$lib/quant/risk';
import { optimumOf, scenarioProblem } from './measured.fixture';

interface Inputs {
  objective: 'MinRisk' | 'Sharpe' | 'Utility' | 'MaxRet';
  measure: RiskMeasureId;
  tail: number;
  riskAversion?: number;
  return?: number;
  maximum?: number;
  limit?: { measure: RiskMeasureId; maximum: number };
}
const table = JSON.parse(readFileSync(new URL('./measures-made-up.json', import.meta.url), 'utf8')) as {
  source: { work: string };
  tolerance: { abs: number };
  shared: { rows: number; columns: number; returns: number[] };
  cases: { id: string; inputs: Inputs; expected: { weights: number[] }; tol?: number }[];
};
const { rows, columns } = table.shared;
const returns: ReturnMatrix = { values: Float64Array.from(table.shared.returns), rows, columns };

function aimOf({ objective, measure, tail, riskAversion = NaN, maximum = NaN, ...inputs }: Inputs): Objective {
  const risk = { measure, tail } as RiskSpec;
  switch (objective) {
    case 'MinRisk':
      return { kind: 'minimum-risk', risk, ...(inputs.return !== undefined && { annualReturn: inputs.return }) };
    case 'Sharpe':
      return { kind: 'maximum-ratio', risk };
    case 'Utility':
      return { kind: 'risk-utility', risk, riskAversion };
    case 'MaxRet':
      return { kind: 'return-at-risk', risk, maximum };
  }
}

describe(`rows of ${table.source.work}`, () => {
  for (const { id, inputs, expected, tol } of table.cases) {
    test(id, () => {
      const { limit, tail } = inputs;
      const constraints = limit
        ? [
            {
              kind: 'risk-limit' as const,
              id: 'limit',
              risk: { measure: limit.measure, tail } as RiskSpec,
              maximum: limit.maximum
            }
          ]
        : [];
      const { weights } = optimumOf(scenarioProblem(returns, aimOf(inputs), { constraints }));
      expected.weights.forEach((weight, j) =>
        expect(Math.abs(weights[j] - weight), `weight ${j}`).toBeLessThanOrEqual(tol ?? table.tolerance.abs)
      );
    });
  }
});
