import { tailMeanProgram } from '$lib/math/optimize';
import { riskOptions, type RiskSpec } from '$lib/quant/risk';
import type { FeasibleSet } from '../feasible-set';
import type { OptimizationProblem } from '../problem';
import { ruleKind } from '../rules/catalog';
import { isReturnAdjusted } from './counted-return';
import { PointTerms } from './point-terms';
import type { ProgramOutcome } from './portfolio-program';
import { posedSeries } from './problem-risk';
import { RISK } from './terms';

/** The share of the worst scenarios that a measure averages; undefined for a measure that is no such mean. */
function tailOf(risk: RiskSpec): number | undefined {
  if (risk.measure === 'expected-shortfall') return riskOptions(risk).tail;
  return risk.measure === 'worst-realisation' ? Number.MIN_VALUE : undefined;
}

/**
 * Least expected shortfall, or least worst loss, under bounds and rows alone: by generation of the scenarios and
 * instruments that count, many times quicker than the conic program, in the same words. Undefined where the problem asks
 * for more, or the search could not prove its answer.
 */
export function tailOutcome(problem: OptimizationProblem, set: FeasibleSet): ProgramOutcome | undefined {
  const { objective, constraints, scenarios } = problem;
  const tail = objective.kind === 'minimum-risk' ? tailOf(objective.risk) : undefined;
  if (tail === undefined || !scenarios || isReturnAdjusted(problem)) return undefined;
  if (constraints.some((rule) => ruleKind(rule).compiled) || !set.lower.every(Number.isFinite)) return undefined;
  const { values, rows, constant } = posedSeries(problem);
  const answer = tailMeanProgram({
    lower: set.lower,
    upper: set.upper,
    rows: set.rules.map(({ row }) => row),
    values: values.map((value) => -value),
    constants: new Float64Array(rows).fill(-constant),
    tail: Math.max(tail, Number.MIN_VALUE)
  });
  if (answer.status === 'failed') return undefined;
  const found = new PointTerms(set);
  if (answer.status === 'infeasible') {
    const { conflict } = answer;
    const bounds = [
      ...conflict.lowerBounds.map((j) => found.floor(j)),
      ...conflict.upperBounds.map((j) => found.cap(j))
    ];
    return { status: 'infeasible', terms: [...conflict.rows.map((i) => set.rules[i]?.id ?? ''), ...bounds] };
  }
  const n = set.lower.length;
  answer.mixture.forEach((part, t) => {
    if (part !== 0) for (let j = 0; j < n; j++) found.add(RISK, j, -part * (values[t * n + j] ?? 0));
  });
  found.addRules(answer);
  const size = Math.max(Math.abs(answer.objective), Number.MIN_VALUE);
  return found.outcome(answer.x, answer.objective, {
    gap: Math.max(0, answer.objective - answer.bound) / size,
    primalResidual: answer.feasibility,
    dualResidual: answer.stationarity,
    iterations: answer.iterations
  });
}
