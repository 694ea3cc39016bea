import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cutAtMost, groupMembers, twoDifferenceGap, type LinkageMethod } from '$lib/math/cluster';
import { correlationFromCovariance, sampleCovariance, type ReturnMatrix } from '$lib/quant/moments';
import {
  covarianceRisk,
  hierarchicalEqualRisk,
  hierarchicalRiskParity,
  instrumentTree,
  inverseRiskWeights,
  minimumVariance,
  nestedClusters,
  returnsRisk,
  schurAllocation
} from '$lib/quant/optimization';
import { maximumDiversification } from '$lib/quant/optimization/hierarchical';
import type { RiskSpec } from '$lib/quant/risk';

interface Case {
  id: string;
  program: string;
  inputs: {
    model: string;
    measure: string;
    linkage: LinkageMethod;
    groups?: number;
    gamma: number;
    monotonic: boolean;
    count?: number;
    covariance?: number[];
  };
  expected: { weights: number[]; gamma?: number };
  tol?: number;
}
const table = JSON.parse(readFileSync(new URL('./hierarchical-made-up.json', import.meta.url), 'utf8')) as {
  source: { work: string };
  tolerance: { abs: number };
  shared: { rows: number; columns: number; returns: number[] };
  cases: Case[];
};
const { rows, columns: n } = table.shared;
const returns: ReturnMatrix = { values: Float64Array.from(table.shared.returns), rows, columns: n };
const covariance = sampleCovariance(returns, 1);

const riskOf = (measure: string) =>
  measure === 'variance' || measure === 'standard-deviation'
    ? covarianceRisk(covariance, n, measure)
    : returnsRisk(returns, { measure } as RiskSpec);
const treeOf = (linkage: LinkageMethod, seriated = true) =>
  instrumentTree(correlationFromCovariance(covariance, n), n, { linkage, distance: 'correlation', seriated });

function answer({ inputs }: Case): { status: string; weights?: Float64Array; gamma?: number } {
  const { model, measure, linkage, groups } = inputs;
  switch (model) {
    case 'HRP':
      return hierarchicalRiskParity(treeOf(linkage).order, riskOf(measure));
    case 'HERC':
      return hierarchicalEqualRisk(treeOf(linkage).tree, groups ?? NaN, riskOf(measure));
    case 'HERC2':
      return hierarchicalEqualRisk(treeOf(linkage).tree, groups ?? NaN, riskOf(measure), 'equal');
    case 'inverse-risk':
      return inverseRiskWeights(n, riskOf(measure));
    case 'maximum-diversification':
      return maximumDiversification(covariance, n);
    case 'NCO': {
      const { tree, distances } = treeOf(linkage, false);
      const most = groups ?? twoDifferenceGap(tree, distances, { dispersion: 'mean' });
      return nestedClusters({ count: n, covariance, returns }, groupMembers(cutAtMost(tree, most)), minimumVariance);
    }
    case 'Schur': {
      const count = inputs.count ?? n;
      const moments = inputs.covariance ? Float64Array.from(inputs.covariance) : covariance;
      const spec = { linkage, distance: 'correlation', seriated: true } as const;
      const { order } = instrumentTree(correlationFromCovariance(moments, count), count, spec);
      return schurAllocation(order, moments, inputs);
    }
    default:
      throw new RangeError(model);
  }
}

describe(`rows of ${table.source.work}`, () => {
  for (const row of table.cases) {
    test(row.id, () => {
      const { status, weights, gamma } = answer(row);
      expect(status).toBe('allocated');
      const tolerance = row.tol ?? table.tolerance.abs;
      row.expected.weights.forEach((weight, j) =>
        expect(Math.abs((weights?.[j] ?? NaN) - weight), `weight ${j}`).toBeLessThanOrEqual(tolerance)
      );
      if (row.expected.gamma !== undefined) expect(gamma).toBeCloseTo(row.expected.gamma, 9);
    });
  }
});
