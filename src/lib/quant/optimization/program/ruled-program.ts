import type { FeasibleSet } from '../feasible-set';
import type { Constraint, OptimizationProblem } from '../problem';
import { benchmarkWeights } from '../rules/benchmark-weights';
import { ruleKind } from '../rules/catalog';
import { symmetricProduct } from '$lib/math/linalg';
import { combination, constantOf, scaled, sumOf, variable, type Expression } from './expression';
import { PortfolioProgram, type ProgramOutcome } from './portfolio-program';
import { countedExcess } from './counted-return';
import { robustShortfall } from './measures/robust-shortfall';
import { posedRisk, posedSeries } from './problem-risk';
import { robustOutcome } from './robust-outcome';
import { tailOutcome } from './tail-outcome';
import { RETURN, RISK } from './terms';

export { RETURN, RISK } from './terms';

/** The level that a rule with a scalar limit asks for. */
export function levelOf(rule: Constraint): number | undefined {
  return 'maximum' in rule && ruleKind(rule).compiled ? rule.maximum : undefined;
}

/** The limit on risk that an aim itself sets, with its level. */
export function ownLimit({
  objective
}: OptimizationProblem): { readonly rule: Constraint; readonly level: number } | undefined {
  if (objective.kind === 'target-volatility') {
    const level = objective.annualVolatility;
    return { rule: { kind: 'volatility', id: 'target-volatility', maximum: level }, level };
  }
  if (objective.kind !== 'return-at-risk') return undefined;
  const { risk, maximum } = objective;
  return { rule: { kind: 'risk-limit', id: 'target-risk', risk, maximum }, level: maximum };
}

/** A program with every rule of a problem, bounds and rows among them. */
export function ruledProgram(problem: OptimizationProblem, set: FeasibleSet): PortfolioProgram {
  const program = new PortfolioProgram(problem.instruments.length);
  poseRules(program, problem, set);
  return program;
}

/** Adds every rule of a problem to a program. */
export function poseRules(program: PortfolioProgram, problem: OptimizationProblem, set: FeasibleSet): void {
  const n = problem.instruments.length;
  for (let j = 0; j < n; j++) {
    const lower = set.lower[j] ?? 0;
    const upper = set.upper[j] ?? Infinity;
    const cap = set.caps[j];
    if (lower === upper && cap !== undefined) {
      program.zero(sumOf(variable(j), constantOf(-lower)), cap);
      continue;
    }
    if (Number.isFinite(lower))
      program.nonnegative(sumOf(variable(j), constantOf(-lower)), set.floors[j] ?? 'long-only');
    if (Number.isFinite(upper)) program.nonnegative(sumOf(variable(j, -1), constantOf(upper)), cap ?? 'budget');
  }
  for (const { id, kind, row } of set.rules) {
    const { coefficients, lower, upper } = row;
    if (kind === 'target-return') {
      program.nonnegative(sumOf(countedExcess(problem, set, program, id), constantOf(-lower)), id);
      continue;
    }
    if (lower === upper) program.zero(combination(coefficients, 0, -lower), id);
    else {
      if (Number.isFinite(lower)) program.nonnegative(combination(coefficients, 0, -lower), id);
      if (Number.isFinite(upper)) program.nonnegative(scaled(combination(coefficients, 0, -upper), -1), id);
    }
  }
  const own = ownLimit(problem);
  for (const rule of own ? [...problem.constraints, own.rule] : problem.constraints)
    ruleKind(rule).compiled?.(rule, problem, program, constantOf(levelOf(rule) ?? 0));
}

/** Poses the aim of a problem over the program of its rules, and solves it. */
export function solvedProgram(
  problem: OptimizationProblem,
  set: FeasibleSet,
  program: PortfolioProgram = ruledProgram(problem, set)
): ProgramOutcome {
  const { objective, covariance } = problem;
  const excess = (): Expression => countedExcess(problem, set, program, RETURN);
  switch (objective.kind) {
    case 'minimum-variance':
    case 'target-return':
      program.minimiseQuadratic(covariance, 1, RISK);
      return program.solve();
    case 'utility': {
      const robust = robustOutcome(problem, set);
      if (robust) return robust;
      program.minimiseQuadratic(covariance, 1, RISK);
      program.minimise(scaled(excess(), -1 / objective.riskAversion), RETURN);
      return program.solve();
    }
    case 'tracking-error': {
      const pull = symmetricProduct(covariance, program.size, benchmarkWeights(problem, objective.benchmark));
      program.minimiseQuadratic(covariance, 1, RISK);
      program.minimise(scaled(combination(pull), -1), RISK);
      return program.solve();
    }
    case 'maximum-return':
    case 'target-volatility':
    case 'return-at-risk':
      program.minimise(scaled(excess(), -1), RETURN);
      return program.solve();
    case 'maximum-sharpe':
      program.minimiseQuadratic(covariance, 1, RISK);
      return program.solve(excess());
    case 'minimum-risk': {
      const tail = tailOutcome(problem, set);
      if (tail) return tail;
      program.minimise(posedRisk(problem, program, objective.risk, RISK).expression, RISK);
      return program.solve();
    }
    case 'maximum-ratio':
      program.minimise(posedRisk(problem, program, objective.risk, RISK).expression, RISK);
      return program.solve(excess());
    case 'robust-shortfall':
      program.minimise(robustShortfall(program, posedSeries(problem), objective, RISK), RISK);
      return program.solve();
    case 'risk-utility': {
      const { expression, unit } = posedRisk(problem, program, objective.risk, RISK);
      program.minimise(expression, RISK);
      program.minimise(scaled(excess(), -1 / (objective.riskAversion * unit)), RETURN);
      return program.solve();
    }
  }
}
