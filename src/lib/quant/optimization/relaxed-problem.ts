import { targetReturn } from './feasible-set';
import type { Constraint, Objective, OptimizationProblem } from './problem';
import { ownLimit } from './program/ruled-program';

/** Id of the rule on the money that is invested: that on cash, or the budget that every problem has. */
export function budgetId({ constraints }: OptimizationProblem): string {
  return constraints.find(({ kind }) => kind === 'cash')?.id ?? 'budget';
}

/** Ids of all that a problem can be let off: what its aim asks, the budget, and the rules in their order. */
export function ruleIds(problem: OptimizationProblem): string[] {
  const own = ownLimit(problem);
  return [
    ...(own ? [own.rule.id] : []),
    ...(targetReturn(problem) === undefined ? [] : ['target-return']),
    ...(budgetId(problem) === 'budget' ? ['budget'] : []),
    ...problem.constraints.map(({ id }) => id)
  ];
}

/** How far short a position may go when the rule that says how far is let go: the most that such a rule may say. */
const SHORTEST = -10;
/** The same of what may be borrowed. */
const MOST_BORROWED = 10;

/**
 * The problem let off some of its rules, so that whatever was allowed still is: cash may then be anything from nothing to
 * all, and where a rule allows short positions or borrowing only its limit goes.
 */
export function withoutRules(problem: OptimizationProblem, freed: ReadonlySet<string>): OptimizationProblem {
  const constraints = problem.constraints.flatMap((rule): Constraint[] => {
    if (!freed.has(rule.id)) return [rule];
    if (rule.kind === 'cash') return [{ ...rule, minimum: 0, maximum: 1 }];
    if (rule.kind === 'borrowing') return [{ ...rule, maximum: MOST_BORROWED }];
    return rule.kind === 'position-floor' && rule.lower < 0 ? [{ ...rule, lower: SHORTEST }] : [];
  });
  if (freed.has('budget') && budgetId(problem) === 'budget')
    constraints.push({ kind: 'cash', id: 'budget', minimum: 0, maximum: 1 });
  return { ...problem, constraints, objective: objectiveWithout(problem, freed) };
}

/** The problem with no other rules than these. */
export function withOnly(problem: OptimizationProblem, kept: readonly string[]): OptimizationProblem {
  return withoutRules(problem, new Set(ruleIds(problem).filter((id) => !kept.includes(id))));
}

function objectiveWithout(problem: OptimizationProblem, freed: ReadonlySet<string>): Objective {
  const { objective } = problem;
  const own = ownLimit(problem);
  if (own && freed.has(own.rule.id)) return { kind: 'maximum-return' };
  if (!freed.has('target-return') || targetReturn(problem) === undefined) return objective;
  return objective.kind === 'minimum-risk'
    ? { kind: 'minimum-risk', risk: objective.risk }
    : { kind: 'minimum-variance' };
}
