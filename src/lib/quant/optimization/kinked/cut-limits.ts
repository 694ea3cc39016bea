import { dot } from '$lib/math/linalg';
import type { FeasibleSet, RuleRow } from '../feasible-set';
import type { OptimizationProblem, RiskLimit } from '../problem';
import type { ProgramOptimum } from '../program/portfolio-program';
import { riskOfWeights } from '../program/problem-risk';
import { kinkedOptimum } from './kinked-portfolio';

const ROUNDS = 60;
/** A risk may be above its limit by this part of it. */
const MISSED = 1e-10;

/** True for a limit on the mean of the worst scenarios, or on the worst one: the greatest of finitely many sums of weights. */
function isCut(rule: OptimizationProblem['constraints'][number]): rule is RiskLimit {
  return (
    rule.kind === 'risk-limit' &&
    (rule.risk.measure === 'expected-shortfall' || rule.risk.measure === 'worst-realisation')
  );
}

/**
 * The optimum under limits on expected shortfall beside rules of the kinked kind: such a limit is a row for each choice of
 * the worst scenarios, of which those are taken in that an answer breaks, until one breaks none. Undefined as
 * {@link kinkedOptimum} is, and where rows keep being missed. Source: Kelley (1960); Kuenzi-Bay and Mayer (2006).
 */
export function cutOptimum(problem: OptimizationProblem, set: FeasibleSet): ProgramOptimum | undefined {
  const limits = problem.constraints.filter(isCut);
  if (limits.length === 0 || !problem.scenarios) return undefined;
  const rest = { ...problem, constraints: problem.constraints.filter((rule) => !isCut(rule)) };
  const cuts: RuleRow[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const found = kinkedOptimum(rest, { ...set, rules: [...set.rules, ...cuts] });
    if (!found) return undefined;
    const before = cuts.length;
    for (const { id, risk, maximum } of limits) {
      const { value, gradient } = riskOfWeights(problem, found.weights, risk);
      if (value - maximum <= MISSED * Math.max(Math.abs(maximum), 1e-3)) continue;
      const size = gradient.reduce((most, one) => Math.max(most, Math.abs(one)), 0) || 1;
      const upper = (maximum - value + dot(gradient, found.weights)) / size;
      cuts.push({
        id,
        kind: 'exposure',
        row: { coefficients: gradient.map((one) => one / size), lower: -Infinity, upper }
      });
    }
    if (cuts.length === before) return found;
  }
  return undefined;
}
