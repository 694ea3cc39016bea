import { dot, symmetricProduct } from '$lib/math/linalg';
import { portfolioPoint, targetReturn, type FeasibleSet } from './feasible-set';
import { kinkedOptimum } from './kinked/kinked-portfolio';
import type {
  InfeasiblePortfolio,
  OptimalPortfolio,
  OptimizationProblem,
  OptimizationResult,
  ReasonTerm,
  Remedy
} from './problem';
import type { ProgramOptimum } from './program/portfolio-program';
import { COSTS, countedExcess, countedReturn, isReturnAdjusted } from './program/counted-return';
import { scaled, variable } from './program/expression';
import { riskOfWeights } from './program/problem-risk';
import { levelOf, ownLimit, RETURN, RISK, ruledProgram, solvedProgram } from './program/ruled-program';
import { reasonsFromTerms } from './program-reasons';
import { benchmarkWeights } from './rules/benchmark-weights';

const BINDING = 1e-7;

/**
 * Optimal weights under rules that are more than bounds and sums (turnover, gross exposure, tracking error, volatility),
 * by the conic program; reasons, conflicts and remedies as those of the quicker path.
 */
export function ruledPortfolio(problem: OptimizationProblem, set: FeasibleSet): OptimizationResult {
  const { objective } = problem;
  if ('riskAversion' in objective && !(objective.riskAversion > 0 && objective.riskAversion < Infinity))
    throw new RangeError(`risk aversion: ${objective.riskAversion}`);
  const solved = kinkedOptimum(problem, set) ?? solvedProgram(problem, set);
  const ratio = objective.kind === 'maximum-sharpe' || objective.kind === 'maximum-ratio';
  switch (solved.status) {
    case 'optimal':
      return objective.kind === 'maximum-ratio' && solved.objective <= NO_RISK
        ? failed(`a portfolio with return has no ${objective.risk.measure}: no ratio is the greatest`)
        : explained(problem, set, solved);
    case 'infeasible':
      // A ratio is solved with its return held at one: without return over cash that is what cannot hold.
      return ratio ? noExcess(problem, set) : conflicting(problem, set, solved.terms);
    case 'failed':
      return { status: 'failed', reason: solved.reason };
    case 'unbounded':
      return ratio ? noExcess(problem, set) : failed('unbounded');
  }
}

/** Risks below this, where a usual one is about 1, are none. */
const NO_RISK = 1e-9;

const failed = (reason: string): OptimizationResult => ({ status: 'failed', reason });

function noExcess(problem: OptimizationProblem, set: FeasibleSet): OptimizationResult {
  const most = solvedProgram({ ...problem, objective: { kind: 'maximum-return' } }, set);
  if (most.status === 'infeasible') return conflicting(problem, set, most.terms);
  if (most.status !== 'optimal') return failed(most.status);
  if (-most.objective > BINDING) return failed('no greatest ratio was found');
  return { status: 'no-excess', greatestReturn: problem.riskFreeRate - most.objective };
}

function explained(problem: OptimizationProblem, set: FeasibleSet, solved: ProgramOptimum): OptimalPortfolio {
  const { weights, terms, pull, certificate } = solved;
  const n = weights.length;
  const { objective } = problem;
  const reference =
    objective.kind === 'tracking-error' ? benchmarkWeights(problem, objective.benchmark) : new Float64Array(n);
  const apart = weights.map((weight, j) => weight - (reference[j] ?? 0));
  const risk = terms.get(RISK) ?? terms.get('target-volatility') ?? terms.get('target-risk') ?? new Float64Array(n);
  // Divided so that the part of the risk is the beta to the suggested portfolio, as on the quicker path.
  const scale = scaleOf(terms, risk, apart, weights);
  const measured = 'risk' in objective ? riskOfWeights(problem, weights, objective.risk) : undefined;
  const size = measured ? dot(measured.gradient, weights) : dot(apart, symmetricProduct(problem.covariance, n, apart));
  const reason = problem.instruments.map((_, j): ReasonTerm[] =>
    [...terms].flatMap(([id, part]) => {
      const value = (part[j] ?? 0) / scale;
      return value === 0 ? [] : [{ ...termOf(problem, set, id, j), value }];
    })
  );
  const least = BINDING * Math.max(...pull.values());
  return {
    status: 'optimal',
    ...portfolioPoint(problem, weights),
    multipliers: [...pull].filter(([, value]) => value > least).map(([constraint, value]) => ({ constraint, value })),
    reasons: reasonsFromTerms(problem, weights, reason),
    kkt: {
      stationarity: certificate.dualResidual,
      feasibility: certificate.primalResidual,
      complementarity: certificate.gap
    },
    riskTolerance: (tolerance(set, terms) * size) / scale,
    ...(measured && { risk: measured.value }),
    ...(isReturnAdjusted(problem) && { countedReturn: countedReturn(problem, weights) })
  };
}

/** The risk's own size, or where it hardly counts that of the greatest term. */
function scaleOf(
  terms: ProgramOptimum['terms'],
  risk: Float64Array,
  apart: Float64Array,
  weights: Float64Array
): number {
  const own = dot(risk, apart);
  const greatest = Math.max(...[...terms.values()].map((part) => Math.abs(dot(part, weights))));
  return own > 1e-2 * greatest ? own : greatest > 0 ? greatest : 1;
}

/** How much return counts against risk: the multiple of the excess returns in the condition of the weights. */
function tolerance(set: FeasibleSet, terms: ProgramOptimum['terms']): number {
  const square = dot(set.excess, set.excess);
  const along = [RETURN, 'target-return'].reduce((sum, id) => {
    const part = terms.get(id);
    return part ? sum - dot(part, set.excess) : sum;
  }, 0);
  return square > 0 ? Math.max(0, along / square) : 0;
}

function termOf(
  { constraints }: OptimizationProblem,
  set: FeasibleSet,
  id: string,
  j: number
): Pick<ReasonTerm, 'term' | 'constraint'> {
  if (id === RISK || id === 'target-volatility' || id === 'target-risk') return { term: 'risk' };
  if (id === COSTS) return { term: 'trading', constraint: id };
  if (id === RETURN) return { term: 'return' };
  if (id === 'target-return') return { term: 'return', constraint: id };
  if (id === 'long-only') return { term: 'floor', constraint: id };
  const kind = constraints.find((rule) => rule.id === id)?.kind;
  if (kind === 'group' || kind === 'exposure') return { term: kind, constraint: id };
  if (kind === 'turnover') return { term: 'trading', constraint: id };
  if (kind === 'gross-exposure' || kind === 'tracking-error' || kind === 'volatility' || kind === 'risk-limit')
    return { term: 'risk-limit', constraint: id };
  if (kind === undefined || kind === 'cash') return { term: 'budget', constraint: id };
  return { term: set.floors[j] === id ? 'floor' : 'cap', constraint: id };
}

/** The smallest set of rules in conflict (deletion filter, Chinneck 2008), and what would help. */
function conflicting(
  problem: OptimizationProblem,
  set: FeasibleSet,
  suspects: readonly string[]
): InfeasiblePortfolio | { readonly status: 'failed'; readonly reason: string } {
  const own = problem.constraints.map(({ id }) => id);
  const target = targetReturn(problem) === undefined ? [] : ['target-return'];
  const limit = ownLimit(problem);
  const all = [...own, ...target, ...(limit ? [limit.rule.id] : [])];
  const possible = (freed: ReadonlySet<string>): boolean =>
    ruledProgram(problem, set, new Map(), freed).solve().status !== 'infeasible';
  const order = [...all].sort((a, b) => Number(suspects.includes(a)) - Number(suspects.includes(b)));
  const freed = new Set<string>();
  for (const id of order) {
    freed.add(id);
    if (possible(freed)) freed.delete(id);
  }
  const conflict = all.filter((id) => !freed.has(id));
  if (conflict.length === 0) return { status: 'failed', reason: 'no conflict could be named' };
  const remedies = conflict
    .flatMap((id) => remedy(problem, set, id) ?? [])
    .sort((a, b) => Number(a.bound === 'drop') - Number(b.bound === 'drop'));
  return { status: 'infeasible', conflict, attainable: [], remedies };
}

/** The least level of a rule at which the problem is solvable, or that leaving it out makes it so. */
function remedy(problem: OptimizationProblem, set: FeasibleSet, id: string): Remedy | undefined {
  const limit = ownLimit(problem);
  const own = limit?.rule.id === id ? limit : undefined;
  const rule = own ? own.rule : problem.constraints.find((one) => one.id === id);
  const from = rule && levelOf(rule);
  if (from !== undefined) {
    let place = 0;
    const program = ruledProgram(problem, set, new Map([[id, (one) => variable((place = one.variables(1)))]]));
    program.minimise(variable(place));
    const least = program.solve();
    return least.status === 'optimal'
      ? { constraint: id, bound: own ? 'target' : 'maximum', from, to: least.variables[place] ?? from }
      : undefined;
  }
  const target = targetReturn(problem);
  if (id === 'target-return' && target !== undefined) {
    const program = ruledProgram(problem, set, new Map(), new Set([id]));
    program.minimise(scaled(countedExcess(problem, set, program, RETURN), -1));
    const most = program.solve();
    return most.status === 'optimal'
      ? { constraint: id, bound: 'target', from: target, to: problem.riskFreeRate - most.objective }
      : undefined;
  }
  const answer = ruledProgram(problem, set, new Map(), new Set([id])).solve();
  return answer.status === 'infeasible' ? undefined : { constraint: id, bound: 'drop', from: 0, to: 0 };
}
