import type { TailSample } from '../value-at-risk';
import { tailSample } from '../value-at-risk';
import { cornishFisherContributions } from './cornish-fisher';
import { historicalContributions } from './historical';
import { normalContributions } from './normal';
import type { ContributionMethod, ContributionSpec, RiskContributions } from './risk-contributions';

/** The ways of splitting value at risk and expected shortfall. */
export const contributionMethods: readonly ContributionMethod[] = [
  historicalContributions,
  normalContributions,
  cornishFisherContributions
];

/**
 * Value at risk or expected shortfall of one period with what each column of returns adds to it: components add up to the
 * total. @throws RangeError on an unknown method, below 20 returns, or unless the confidence is from 0.5 to below 1.
 */
export function riskContributions(sample: TailSample, spec: ContributionSpec): RiskContributions {
  if (!(spec.confidence >= 0.5 && spec.confidence < 1)) {
    throw new RangeError(`confidence out of [0.5, 1): ${spec.confidence}`);
  }
  if (sample.series.length < 20) throw new RangeError(`${sample.series.length} returns, at least 20 are needed`);
  const found = contributionMethods.find(({ method }) => method === spec.method);
  if (!found) throw new RangeError(`no method ${String(spec.method)}`);
  return found.of(sample, spec);
}

/**
 * Incremental risk of each column: the risk of the whole less that without the column, whose money would be cash. Unlike
 * components these do not add up. Measured by the same method, so that a split and what it splits agree.
 */
export function incrementalRisk(sample: TailSample, spec: ContributionSpec): Float64Array {
  const { total } = riskContributions(sample, spec);
  const { returns, weights } = sample;
  return weights.map((weight, j) => {
    if (weight === 0) return 0;
    const without = weights.map((one, i) => (i === j ? 0 : one));
    return total - riskContributions(tailSample(returns, without), spec).total;
  });
}
