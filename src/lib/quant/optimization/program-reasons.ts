import type { OptimizationProblem, Reason, ReasonCode, ReasonTerm } from './problem';
import { companionOf } from './reasons';

/** Weights below this are rounding of an interior point. */
const HELD = 1e-6;
/** Terms below this, of a risk term that is about 1, do not decide. */
const DECIDES = 1e-5;

/** Reasons from the terms of each weight, in the words of those that decide. */
export function reasonsFromTerms(
  problem: OptimizationProblem,
  weights: Float64Array,
  terms: readonly (readonly ReasonTerm[])[]
): Reason[] {
  return problem.instruments.map((instrument, j) => {
    const weight = weights[j] ?? 0;
    const own = terms[j] ?? [];
    const decided = codeOf(problem, weight, own);
    const companion = companionOf(problem, weights, j, decided.code === 'hedge');
    return { instrument, weight, ...decided, ...(companion && { companion }), terms: own };
  });
}

function codeOf(
  problem: OptimizationProblem,
  weight: number,
  terms: readonly ReasonTerm[]
): { code: ReasonCode; constraint?: string } {
  const strongest = (...kinds: readonly ReasonTerm['term'][]): ReasonTerm | undefined =>
    terms
      .filter(({ term, value }) => kinds.includes(term) && Math.abs(value) > DECIDES)
      .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))[0];
  const named = (code: ReasonCode, term: ReasonTerm) => ({
    code,
    ...(term.constraint === undefined ? {} : { constraint: term.constraint })
  });
  const isCap = (id: string | undefined): boolean =>
    problem.constraints.some((rule) => rule.id === id && rule.kind === 'position-cap');
  const limit = strongest('trading', 'risk-limit', 'exposure', 'borrowing', 'tax');
  const counted = problem.constraints.filter(({ kind }) => kind === 'cardinality' || kind === 'minimum-position');
  const isCounted = (term: ReasonTerm): boolean => counted.some(({ id }) => id === term.constraint);
  const strongestOwn = strongest('cap', 'floor');
  const isOut = Math.abs(weight) <= HELD && strongestOwn !== undefined && isCounted(strongestOwn);
  if (isOut && strongestOwn.value > 0) return named('left-out', strongestOwn);
  const own = isOut ? undefined : strongestOwn;
  const group = strongest('group');
  if (weight < -HELD) return { code: 'sold-short' };
  const held = weight > HELD;
  if (own && own.constraint !== 'long-only' && (held || !isCap(own.constraint)))
    return named(isCap(own.constraint) ? 'at-cap' : own.term === 'floor' ? 'at-floor' : 'limited', own);
  if (group && (!limit || Math.abs(group.value) >= Math.abs(limit.value)))
    return named(group.value > 0 ? (held ? 'group-full' : 'out-group') : 'group-needed', group);
  if (limit) return named('limited', limit);
  const beta = terms.find(({ term }) => term === 'risk')?.value ?? 0;
  const returns = terms.some(({ term }) => term === 'return');
  if (!held) return { code: returns ? 'out-return' : 'out-risk' };
  return { code: returns && beta > 1 ? 'pays' : 'spreads' };
}
