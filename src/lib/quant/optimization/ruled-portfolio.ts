import { dot, symmetricProduct } from '$lib/math/linalg';
import { portfolioPoint, type FeasibleSet } from './feasible-set';
import { infeasiblePortfolio } from './infeasibility';
import { cutOptimum } from './kinked/cut-limits';
import { kinkedOptimum } from './kinked/kinked-portfolio';
import type { OptimalPortfolio, OptimizationProblem, OptimizationResult } from './problem';
import type { ProgramOptimum, ProgramOutcome } from './program/portfolio-program';
import { countedReturn, isReturnAdjusted } from './program/counted-return';
import { posedSales } from './program/posed-sales';
import { riskOfWeights } from './program/problem-risk';
import { RETURN, RISK, ruledProgram, solvedProgram } from './program/ruled-program';
import { countsLots, queueSales, realisedSales, refinedSales, type SoldAnswer } from './realised-sales';
import { weightReasons } from './reasons';
import { benchmarkWeights } from './rules/benchmark-weights';
import { HEDGED, ownRisk, type Stationarity } from './stationarity';

const BINDING = 1e-7;
/** Weights below this are rounding of an interior point. */
const HELD = 1e-6;
/** Terms below this, of a risk term that is about 1, do not decide. */
const DECIDES = 1e-5;

/**
 * Optimal weights under rules that are more than bounds and sums (turnover, gross exposure, tracking error, volatility),
 * by the conic program; reasons, conflicts and remedies as those of the quicker path.
 */
export function ruledPortfolio(problem: OptimizationProblem, set: FeasibleSet): OptimizationResult {
  const { objective } = problem;
  if ('riskAversion' in objective && !(objective.riskAversion > 0 && objective.riskAversion < Infinity))
    throw new RangeError(`risk aversion: ${objective.riskAversion}`);
  if (!countsLots(problem))
    return answered(
      problem,
      set,
      kinkedOptimum(problem, set) ?? cutOptimum(problem, set) ?? solvedProgram(problem, set)
    );
  return refinedSales(problem, (one) => solvedOnce(one, set));
}

function solvedOnce(problem: OptimizationProblem, set: FeasibleSet): SoldAnswer {
  const program = ruledProgram(problem, set);
  const solved = solvedProgram(problem, set, program);
  const result = answered(problem, set, solved);
  if (solved.status !== 'optimal' || result.status !== 'optimal') return { result, sold: [] };
  const sales = queueSales(problem, solved.weights, posedSales(problem, program), solved.variables);
  const realised = realisedSales(problem, sales);
  const taxed = (realised.tax ?? 0) * (problem.taxes?.perYear ?? 0);
  const counted = result.countedReturn === undefined ? {} : { countedReturn: result.countedReturn - taxed };
  const sold = problem.instruments.map((instrument) => ({
    instrument,
    sold: sales
      .filter(({ queue }) => queue.instrument === instrument)
      .map(({ parts }) => parts.reduce((sum, part) => sum + part, 0))
  }));
  return { result: { ...result, ...counted, realised }, sold };
}

function answered(problem: OptimizationProblem, set: FeasibleSet, solved: ProgramOutcome): OptimizationResult {
  const { objective } = problem;
  const ratio = objective.kind === 'maximum-sharpe' || objective.kind === 'maximum-ratio';
  switch (solved.status) {
    case 'optimal':
      return objective.kind === 'maximum-ratio' && solved.objective <= NO_RISK
        ? failed(`a portfolio with return has no ${objective.risk.measure}: no ratio is the greatest`)
        : explained(problem, set, solved);
    case 'infeasible':
      // A ratio is solved with its return held at one: without return over cash that is what cannot hold.
      return ratio ? noExcess(problem, set) : infeasiblePortfolio(problem, solved.terms);
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
  if (most.status === 'infeasible') return infeasiblePortfolio(problem, most.terms);
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
  const hedged = isVariance(problem) ? Math.abs(dot(ownRisk(problem, { apart }, risk), apart)) : 0;
  const scale = scaleOf(terms, risk, apart, weights, hedged);
  const measured = 'risk' in objective ? riskOfWeights(problem, weights, objective.risk) : undefined;
  const size = measured ? dot(measured.gradient, weights) : dot(apart, symmetricProduct(problem.covariance, n, apart));
  const t = tolerance(set, terms);
  const condition: Stationarity = {
    weights,
    parts: terms,
    scale,
    apart,
    isVariance: isVariance(problem),
    tolerance: t,
    held: HELD,
    decides: DECIDES
  };
  const least = BINDING * Math.max(...pull.values());
  return {
    status: 'optimal',
    ...portfolioPoint(problem, weights),
    multipliers: [...pull].filter(([, value]) => value > least).map(([constraint, value]) => ({ constraint, value })),
    reasons: weightReasons(problem, set, condition),
    kkt: {
      stationarity: certificate.dualResidual,
      feasibility: certificate.primalResidual,
      complementarity: certificate.gap
    },
    riskTolerance: (t * size) / scale,
    ...(measured && { risk: measured.value }),
    ...(isReturnAdjusted(problem) && { countedReturn: countedReturn(problem, weights) })
  };
}

/** The risk's own size, or where it hardly counts, of a hedge too, that of the greatest term. `hedged`: of its own variances alone. */
function scaleOf(
  terms: ProgramOptimum['terms'],
  risk: Float64Array,
  apart: Float64Array,
  weights: Float64Array,
  hedged: number
): number {
  const own = dot(risk, apart);
  const greatest = Math.max(...[...terms.values()].map((part) => Math.abs(dot(part, weights))));
  if (own > 1e-2 * greatest && own > HEDGED * hedged) return own;
  return Math.max(greatest, hedged) || 1;
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

/** True where the risk of the aim is the covariance's: of the scenarios' own variance the two differ. */
function isVariance({ objective, scenarios }: OptimizationProblem): boolean {
  if (objective.kind === 'robust-shortfall') return false;
  if (!('risk' in objective)) return true;
  const { measure } = objective.risk;
  return !scenarios && (measure === 'variance' || measure === 'standard-deviation');
}
