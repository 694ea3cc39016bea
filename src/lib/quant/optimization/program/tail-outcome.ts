import { tailMeanProgram } from '$lib/math/optimize';
import { riskOptions, type RiskSpec } from '$lib/quant/risk';
import type { FeasibleSet } from '../feasible-set';
import type { OptimizationProblem } from '../problem';
import { ruleKind } from '../rules/catalog';
import { isReturnAdjusted } from './counted-return';
import type { ProgramOutcome, Term } from './portfolio-program';
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
  const floorTerm = (j: number): Term => set.floors[j] ?? 'long-only';
  const capTerm = (j: number): Term => set.caps[j] ?? 'budget';
  if (answer.status === 'infeasible') {
    const { conflict } = answer;
    const bounds = [...conflict.lowerBounds.map(floorTerm), ...conflict.upperBounds.map(capTerm)];
    return { status: 'infeasible', terms: [...conflict.rows.map((i) => set.rules[i]?.id ?? ''), ...bounds] };
  }
  const n = set.lower.length;
  const terms = new Map<Term, Float64Array>();
  const pull = new Map<Term, number>();
  const add = (term: Term, j: number, value: number): void => {
    if (value === 0) return;
    let part = terms.get(term);
    if (!part) terms.set(term, (part = new Float64Array(n)));
    part[j] = (part[j] ?? 0) + value;
  };
  const pulls = (term: Term, value: number): void =>
    void pull.set(term, Math.max(pull.get(term) ?? 0, Math.abs(value)));
  answer.mixture.forEach((part, t) => {
    if (part !== 0) for (let j = 0; j < n; j++) add(RISK, j, -part * (values[t * n + j] ?? 0));
  });
  set.rules.forEach(({ id, row }, i) => {
    const price = answer.rowMultipliers[i] ?? 0;
    pulls(id, price);
    if (price !== 0) for (let j = 0; j < n; j++) add(id, j, -price * (row.coefficients[j] ?? 0));
  });
  for (let j = 0; j < n; j++) {
    const [least, most] = [answer.lowerMultipliers[j] ?? 0, answer.upperMultipliers[j] ?? 0];
    pulls(floorTerm(j), least);
    if (Number.isFinite(set.upper[j] ?? Infinity)) pulls(capTerm(j), most);
    add(floorTerm(j), j, -least);
    add(capTerm(j), j, most);
  }
  const size = Math.max(Math.abs(answer.objective), Number.MIN_VALUE);
  return {
    status: 'optimal',
    weights: answer.x,
    variables: answer.x,
    objective: answer.objective,
    terms,
    pull,
    certificate: {
      gap: Math.max(0, answer.objective - answer.bound) / size,
      primalResidual: answer.feasibility,
      dualResidual: answer.stationarity,
      iterations: answer.iterations
    }
  };
}
