import type { InstrumentId } from '$lib/domain/instruments';
import { choleskyFactor } from '$lib/math/linalg';
import type { Constraint, OptimizationProblem } from '../problem';

/** One figure that an answer depends on. */
export type ProblemInput =
  | { readonly kind: 'expected-return' | 'volatility'; readonly instrument: InstrumentId }
  | { readonly kind: 'correlation'; readonly instruments: readonly [InstrumentId, InstrumentId] }
  | { readonly kind: 'rule'; readonly constraint: string; readonly bound: LimitName }
  | { readonly kind: 'risk-free-rate' };

/** The limits that rules and aims have, by the names of their fields. */
export type LimitName = 'lower' | 'upper' | 'minimum' | 'maximum' | 'target';

/** By how much an input is changed: a hundredth, of a correlation a tenth. */
export const stepOf = ({ kind }: ProblemInput): number => (kind === 'correlation' ? 0.1 : 0.01);

/** The limits of a problem's rules and of its aim. */
export function limitInputs({ constraints, objective }: OptimizationProblem): ProblemInput[] {
  const rules = constraints.flatMap((rule): ProblemInput[] =>
    (['lower', 'upper', 'minimum', 'maximum'] as const)
      .filter((bound) => limitAt(rule, bound) !== undefined)
      .map((bound) => ({ kind: 'rule', constraint: rule.id, bound }))
  );
  const own = ownTarget(objective);
  return own ? [...rules, { kind: 'rule', constraint: own, bound: 'target' }] : rules;
}

function ownTarget(objective: OptimizationProblem['objective']): string | undefined {
  if (objective.kind === 'target-volatility') return 'target-volatility';
  if (objective.kind === 'return-at-risk') return 'target-risk';
  return 'annualReturn' in objective && objective.annualReturn !== undefined ? 'target-return' : undefined;
}

/** A limit of a rule by its name, undefined where it has none. */
export function limitAt(rule: Constraint, bound: LimitName): number | undefined {
  return (rule as Partial<Record<LimitName, number>>)[bound];
}

/** The problem with one input changed; undefined where it would make no sense, as a correlation that cannot be. */
export function withInput(
  problem: OptimizationProblem,
  input: ProblemInput,
  step: number
): OptimizationProblem | undefined {
  const { instruments, expectedReturns, covariance, riskFreeRate } = problem;
  const n = instruments.length;
  const at = (id: InstrumentId): number => instruments.indexOf(id);
  switch (input.kind) {
    case 'expected-return':
      return {
        ...problem,
        expectedReturns: expectedReturns.map((value, j) => (j === at(input.instrument) ? value + step : value))
      };
    case 'risk-free-rate':
      return { ...problem, riskFreeRate: riskFreeRate + step };
    case 'volatility': {
      const j = at(input.instrument);
      const deviation = Math.sqrt(covariance[j * n + j] ?? 0);
      if (!(deviation > 0) || deviation + step <= 0) return undefined;
      const factor = (deviation + step) / deviation;
      const scaled = covariance.map((value, k) => {
        const along = Number(Math.floor(k / n) === j) + Number(k % n === j);
        return value * factor ** along;
      });
      return { ...problem, covariance: scaled };
    }
    case 'correlation': {
      const [i, j] = [at(input.instruments[0]), at(input.instruments[1])];
      const moved = Float64Array.from(covariance);
      const change = step * Math.sqrt((covariance[i * n + i] ?? 0) * (covariance[j * n + j] ?? 0));
      moved[i * n + j] = (moved[i * n + j] ?? 0) + change;
      moved[j * n + i] = (moved[j * n + i] ?? 0) + change;
      return choleskyFactor(moved, n).status === 'ok' ? { ...problem, covariance: moved } : undefined;
    }
    case 'rule':
      return withLimit(problem, input, step);
  }
}

function withLimit(
  problem: OptimizationProblem,
  { constraint, bound }: Extract<ProblemInput, { kind: 'rule' }>,
  step: number
): OptimizationProblem | undefined {
  const { objective } = problem;
  if (bound === 'target') {
    if (objective.kind === 'target-volatility')
      return { ...problem, objective: { ...objective, annualVolatility: objective.annualVolatility + step } };
    if (objective.kind === 'return-at-risk')
      return { ...problem, objective: { ...objective, maximum: objective.maximum + step } };
    if (!('annualReturn' in objective) || objective.annualReturn === undefined) return undefined;
    return { ...problem, objective: { ...objective, annualReturn: objective.annualReturn + step } };
  }
  let sound = true;
  const constraints = problem.constraints.map((rule): Constraint => {
    if (rule.id !== constraint) return rule;
    const value = (limitAt(rule, bound) ?? 0) + step;
    const [low, high] = [
      bound === 'lower' ? value : limitAt(rule, 'lower'),
      bound === 'upper' ? value : limitAt(rule, 'upper')
    ];
    sound = !(low !== undefined && high !== undefined && low > high) && (value >= 0 || bound === 'lower');
    return { ...rule, [bound]: value } as Constraint;
  });
  return sound ? { ...problem, constraints } : undefined;
}
