import { riskMeasure, riskOptions, type RiskSpec } from '$lib/quant/risk';
import { combination, variable } from '../program/expression';
import { measureEpigraph } from '../program/measures/catalog';
import { scenarioSeries } from '../program/measures/scenario-series';
import { PortfolioProgram } from '../program/portfolio-program';
import type { SubOptimizer } from './nested-clusters';

/**
 * Long-only weights of least risk by a convex measure, by a conic program made for it: for clusters of many columns,
 * and whole universes. @throws RangeError when the measure is not convex or an option makes no sense.
 */
export function minimumRiskProgram(spec: RiskSpec): SubOptimizer {
  const epigraph = measureEpigraph(spec.measure);
  if (!epigraph) throw new RangeError(`${riskMeasure(spec.measure).id} is not convex`);
  const options = riskOptions(spec);
  return ({ count, returns }) => {
    const program = new PortfolioProgram(count);
    program.zero(combination(new Float64Array(count).fill(1), 0, -1), 'budget');
    for (let j = 0; j < count; j++) program.nonnegative(variable(j), 'long-only');
    program.minimise(epigraph(program, scenarioSeries(returns), options, 'risk'));
    const answer = program.solve();
    if (answer.status === 'failed') return { status: 'failed', reason: answer.reason };
    if (answer.status !== 'optimal') return { status: 'failed', reason: answer.status };
    const kept = answer.weights.map((weight) => Math.max(0, weight));
    const total = kept.reduce((sum, weight) => sum + weight, 0);
    return { status: 'solved', weights: kept.map((weight) => weight / total) };
  };
}
