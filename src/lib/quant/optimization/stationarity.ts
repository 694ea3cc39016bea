import { dot, symmetricProduct } from '$lib/math/linalg';
import type { OptimalPoint } from '$lib/math/optimize';
import type { FeasibleSet } from './feasible-set';
import type { Multiplier, OptimizationProblem, ReasonTerm } from './problem';
import { BORROWING } from './program/borrowing-cost';
import { COSTS, isReturnAdjusted } from './program/counted-return';
import { TAXES } from './program/posed-sales';
import type { Term } from './program/portfolio-program';
import { RETURN, RISK } from './program/ruled-program';

const TARGET_RETURN: Term = 'target-return';
const LONG_ONLY: Term = 'long-only';
/** Least part of the greatest term that a variance must be for terms to be told in parts of it. */
export const HEDGED = 1e-5;
/** Terms that are the risk of the aim. */
const RISKS: readonly Term[] = [RISK, 'target-volatility', 'target-risk'];

/**
 * The optimality condition of all weights (Karush-Kuhn-Tucker), whichever way they were found: parts by the rule or aim
 * they come from, one figure for each weight, which add up to zero.
 */
export interface Stationarity {
  readonly weights: Float64Array;
  readonly parts: ReadonlyMap<Term, Float64Array>;
  /** What the parts are divided by: the variance of the portfolio in their unit, or their greatest where it hardly counts. */
  readonly scale: number;
  /** Weights less those of a benchmark, where the risk is how far the two are apart. */
  readonly apart: Float64Array;
  /** True where the risk is that of the covariance, so that it has a share of its own and one with the rest. */
  readonly isVariance: boolean;
  /** How much return counts, in the unit of the parts. */
  readonly tolerance: number;
  /** Weights, and parts of a scale of one, below these are rounding. */
  readonly held: number;
  readonly decides: number;
}

/** Tolerance for risk that a solution shows: what was asked, and what the multiplier of a target return adds. */
export function riskTolerance(set: FeasibleSet, point: OptimalPoint, asked: number): number {
  const target = set.rules.findIndex(({ kind }) => kind === 'target-return');
  return asked + (point.rowMultipliers[target] ?? 0);
}

/** Rules that bind at a solution, with their multipliers; slack ones left out. */
export function bindingRules(problem: OptimizationProblem, set: FeasibleSet, point: OptimalPoint): Multiplier[] {
  const found: Multiplier[] = [];
  set.rules.forEach(({ id }, k) => {
    const value = Math.abs(point.rowMultipliers[k] ?? 0);
    if (value > 0) found.push({ constraint: id, value });
  });
  problem.instruments.forEach((instrument, j) => {
    const floor = point.lowerMultipliers[j] ?? 0;
    const cap = point.upperMultipliers[j] ?? 0;
    if (floor > 0) found.push({ constraint: set.floors[j] ?? LONG_ONLY, instrument, value: floor });
    if (cap > 0) found.push({ constraint: set.caps[j] ?? 'budget', instrument, value: cap });
  });
  return found;
}

/** The condition of weights that the active set found: least 1/2 (w - b)'C(w - b) - t (m - r)'w, b zero without a reference. */
export function activeSetStationarity(
  problem: OptimizationProblem,
  set: FeasibleSet,
  point: OptimalPoint,
  asked: { readonly tolerance: number; readonly reference?: Float64Array }
): Stationarity {
  const n = problem.instruments.length;
  const apart = point.x.map((weight, j) => weight - (asked.reference?.[j] ?? 0));
  const risk = symmetricProduct(problem.covariance, n, apart);
  const variance = dot(apart, risk);
  const tolerance = riskTolerance(set, point, asked.tolerance);
  const parts = new Map<Term, Float64Array>([[RISK, risk]]);
  const add = (id: Term, j: number, value: number): void => {
    if (value === 0) return;
    let part = parts.get(id);
    if (!part) parts.set(id, (part = new Float64Array(n)));
    part[j] = (part[j] ?? 0) + value;
  };
  const targeted = set.rules.some(({ kind }) => kind === 'target-return');
  set.excess.forEach((value, j) => add(targeted ? TARGET_RETURN : RETURN, j, -tolerance * value));
  set.rules.forEach(({ id, kind, row }, k) => {
    const y = point.rowMultipliers[k] ?? 0;
    if (kind !== 'target-return' && y !== 0) row.coefficients.forEach((value, j) => add(id, j, -y * value));
  });
  for (let j = 0; j < n; j++) {
    add(set.caps[j] ?? 'budget', j, point.upperMultipliers[j] ?? 0);
    add(set.floors[j] ?? LONG_ONLY, j, -(point.lowerMultipliers[j] ?? 0));
  }
  const own = apart.reduce((sum, weight, j) => sum + (problem.covariance[j * (n + 1)] ?? 0) * weight * weight, 0);
  const greatest = Math.max(own, ...[...parts.values()].map((part) => Math.abs(dot(part, point.x))));
  // Of a perfect hedge nearly nothing is left: its terms divided by that would add up to their rounding.
  const scale = variance > HEDGED * greatest ? variance : greatest > 0 ? greatest : 1;
  return { weights: point.x, parts, scale, apart, isVariance: true, tolerance, held: 1e-9, decides: 1e-8 };
}

/** The terms of each weight: what they are about, divided by the scale, nothing left out but zeros. */
export function reasonTerms(problem: OptimizationProblem, set: FeasibleSet, condition: Stationarity): ReasonTerm[][] {
  const { parts, scale } = condition;
  const terms = problem.instruments.map((): ReasonTerm[] => []);
  const add = (j: number, term: Omit<ReasonTerm, 'value'>, value: number): void => {
    if (value !== 0) terms[j]?.push({ ...term, value: value / scale });
  };
  for (const [id, part] of parts) {
    const own = condition.isVariance && RISKS.includes(id) ? ownRisk(problem, condition, part) : undefined;
    const viewed = id === RETURN || id === TARGET_RETURN ? viewPart(problem, condition) : undefined;
    part.forEach((value, j) => {
      const kind = kindOf(problem, set, id, j);
      const [first, second] = own ? [own[j] ?? 0, 0] : [0, viewed?.[j] ?? 0];
      if (own) add(j, { ...kind, term: 'own-risk' }, first);
      add(j, own ? { ...kind, term: 'co-movement' } : kind, value - first - second);
      if (viewed) add(j, { ...kind, term: 'view' }, second);
    });
  }
  return terms;
}

/** Of the risk that an instrument adds what its own variance brings; the rest is what it shares with the others. */
export function ownRisk(
  { covariance }: OptimizationProblem,
  { apart }: Pick<Stationarity, 'apart'>,
  part: Float64Array
): Float64Array {
  const n = part.length;
  const risk = symmetricProduct(covariance, n, apart);
  const square = dot(risk, risk);
  const factor = square > 0 ? dot(part, risk) / square : 0;
  return apart.map((weight, j) => factor * (covariance[j * n + j] ?? 0) * weight);
}

/** Of what an expected return brings the part that views made; undefined where there are none, or the return that counts is not a sum. */
function viewPart(problem: OptimizationProblem, { tolerance }: Stationarity): Float64Array | undefined {
  const { priorReturns, expectedReturns } = problem;
  if (!priorReturns || isReturnAdjusted(problem)) return undefined;
  return expectedReturns.map((value, j) => -tolerance * (value - (priorReturns[j] ?? value)));
}

function kindOf(
  { constraints }: OptimizationProblem,
  set: FeasibleSet,
  id: Term,
  j: number
): Pick<ReasonTerm, 'term' | 'constraint'> {
  if (RISKS.includes(id)) return { term: 'risk' };
  if (id === COSTS) return { term: 'cost' };
  if (id === BORROWING) return { term: 'borrowing', constraint: id };
  if (id === TAXES) return { term: 'tax', constraint: id };
  if (id === RETURN) return { term: 'return' };
  if (id === TARGET_RETURN) return { term: 'return', constraint: id };
  if (id === LONG_ONLY) return { term: 'floor', constraint: id };
  const kind = constraints.find((rule) => rule.id === id)?.kind;
  switch (kind) {
    case 'group':
    case 'exposure':
      return { term: kind, constraint: id };
    case 'turnover':
      return { term: 'trading', constraint: id };
    case 'gross-exposure':
    case 'tracking-error':
    case 'volatility':
    case 'risk-limit':
      return { term: 'risk-limit', constraint: id };
    case 'realised-gains':
      return { term: 'tax', constraint: id };
    case 'borrowing':
    case 'margin':
      return { term: 'borrowing', constraint: id };
    case undefined:
    case 'cash':
      return { term: 'budget', constraint: id };
    default:
      return { term: set.floors[j] === id ? 'floor' : 'cap', constraint: id };
  }
}
