import type { LinearRow } from '$lib/math/optimize';
import { feasibleSet, targetReturn } from '../feasible-set';
import type { Constraint, OptimizationProblem } from '../problem';
import { budgetId, withoutRules } from '../relaxed-problem';
import { ruleKind } from '../rules/catalog';
import { borrowingRule } from './borrowing-cost';
import { countedExcess, isReturnAdjusted } from './counted-return';
import { combination, constantOf, scaled, sumOf, variable, type Expression } from './expression';
import type { PortfolioProgram } from './portfolio-program';
import { levelOf, ownLimit, ruledProgram } from './ruled-program';

/** Places of the variables, none below zero, by which a rule is eased: its lower limits lowered, its upper ones raised. */
export interface Slack {
  readonly lower?: number;
  readonly upper?: number;
}

/** Term of what eases rules, so that the pull of a rule is its own. */
const EASING = 'easing';

/** A program in which some rules hold only up to what they are eased by. */
export interface EasedProgram {
  readonly program: PortfolioProgram;
  readonly slacks: ReadonlyMap<string, Slack>;
}

/** The row of a rule that is a sum of weights between limits, undefined where a rule is another thing. */
export function rowOfRule(problem: OptimizationProblem, id: string): LinearRow | undefined {
  const n = problem.instruments.length;
  const rule = problem.constraints.find((one) => one.id === id);
  if (id === budgetId(problem)) {
    const { minimum, maximum = minimum } = rule?.kind === 'cash' ? rule : { minimum: 0 };
    return {
      coefficients: new Float64Array(n).fill(1),
      lower: 1 - maximum,
      upper: borrowingRule(problem) ? Infinity : 1 - minimum
    };
  }
  const target = targetReturn(problem);
  if (!rule && id === 'target-return' && target !== undefined && !isReturnAdjusted(problem)) {
    const coefficients = problem.expectedReturns.map((value) => value - problem.riskFreeRate);
    return { coefficients, lower: target - problem.riskFreeRate, upper: Infinity };
  }
  return rule && ruleKind(rule).row?.(rule, problem);
}

/**
 * All rules of a problem as a program, those named in `eased` up to slack: a rule on single weights is eased for all of
 * them by the same. What is minimised is left to the caller.
 */
export function easedProgram(problem: OptimizationProblem, eased: ReadonlySet<string>): EasedProgram {
  const base = withoutRules(problem, eased);
  const program = ruledProgram(base, feasibleSet(base));
  const slacks = new Map<string, Slack>();
  const loan = easedLoan(problem, program, eased);
  for (const id of eased) {
    if (loan?.slacks.has(id)) {
      slacks.set(id, { ...(id === loan.cash && easedRule({ problem, base }, program, id)), ...loan.slacks.get(id) });
      continue;
    }
    const slack = easedRule({ problem, base }, program, id);
    if (slack) slacks.set(id, slack);
  }
  return { program, slacks };
}

/**
 * Borrowing and the least cash are one row, which both ease: weights come to no more than the whole less that cash and what
 * may be borrowed. Undefined where neither is eased, or there is no borrowing.
 */
function easedLoan(
  problem: OptimizationProblem,
  program: PortfolioProgram,
  eased: ReadonlySet<string>
): { readonly cash: string | undefined; readonly slacks: ReadonlyMap<string, Slack> } | undefined {
  const loan = borrowingRule(problem);
  const cash = problem.constraints.find((rule) => rule.kind === 'cash');
  const easesCash = cash !== undefined && cash.minimum > 0 && eased.has(cash.id);
  if (!loan || !(eased.has(loan.id) || easesCash)) return undefined;
  const slacks = new Map<string, Slack>();
  const room: Expression[] = [];
  if (eased.has(loan.id)) {
    const upper = slackOf(program);
    slacks.set(loan.id, { upper });
    room.push(variable(upper));
  }
  if (easesCash) {
    const upper = slackOf(program);
    slacks.set(cash.id, { upper });
    room.push(variable(upper));
    // Less than no cash is borrowing.
    program.nonnegative(sumOf(constantOf(cash.minimum), variable(upper, -1)), EASING);
  }
  const whole = combination(new Float64Array(problem.instruments.length).fill(-1));
  const own = constantOf(1 - (cash?.minimum ?? 0) + loan.maximum);
  program.nonnegative(sumOf(own, whole, ...room), eased.has(loan.id) ? loan.id : (cash?.id ?? loan.id));
  return { cash: cash?.id, slacks };
}

/** A variable of a program that is not below zero. */
function slackOf(program: PortfolioProgram): number {
  const place = program.variables(1);
  program.nonnegative(variable(place), EASING);
  return place;
}

function easedRule(
  { problem, base }: { problem: OptimizationProblem; base: OptimizationProblem },
  program: PortfolioProgram,
  id: string
): Slack | undefined {
  const row = rowOfRule(problem, id);
  if (row) return easedRow(program, row, id);
  const own = ownLimit(problem);
  const rule = own?.rule.id === id ? own.rule : problem.constraints.find((one) => one.id === id);
  if (!rule) return id === 'target-return' ? easedReturn(problem, program) : undefined;
  const { compiled } = ruleKind(rule);
  if (!compiled) return easedBounds(problem, program, rule);
  const upper = slackOf(program);
  // What cash earns in scenarios is that of the money that the eased problem may leave uninvested.
  compiled(rule, base, program, sumOf(variable(upper), constantOf(levelOf(rule) ?? 0)));
  return { upper };
}

function easedRow(program: PortfolioProgram, { coefficients, lower, upper }: LinearRow, id: string): Slack {
  const sum = combination(coefficients);
  const below = Number.isFinite(lower) ? slackOf(program) : undefined;
  const above = Number.isFinite(upper) ? slackOf(program) : undefined;
  if (below !== undefined) program.nonnegative(sumOf(sum, variable(below), constantOf(-lower)), id);
  if (above !== undefined) program.nonnegative(sumOf(scaled(sum, -1), variable(above), constantOf(upper)), id);
  return { ...(below !== undefined && { lower: below }), ...(above !== undefined && { upper: above }) };
}

function easedReturn(problem: OptimizationProblem, program: PortfolioProgram): Slack {
  const id = 'target-return';
  const lower = slackOf(program);
  const asked = (targetReturn(problem) ?? 0) - problem.riskFreeRate;
  const counted = countedExcess(problem, feasibleSet(withoutRules(problem, new Set([id]))), program, id);
  program.nonnegative(sumOf(counted, variable(lower), constantOf(-asked)), id);
  return { lower };
}

function easedBounds(problem: OptimizationProblem, program: PortfolioProgram, rule: Constraint): Slack {
  const bounds = ruleKind(rule).bounds?.(rule, problem);
  const place = slackOf(program);
  const hold = (limits: Float64Array | undefined, side: 1 | -1): void =>
    limits?.forEach((limit, j) => {
      const room: Expression = sumOf(variable(j, side), variable(place), constantOf(-side * limit));
      if (!Number.isNaN(limit)) program.nonnegative(room, rule.id);
    });
  hold(bounds?.lower, 1);
  hold(bounds?.upper, -1);
  return rule.kind === 'position-floor' || rule.kind === 'no-sale' ? { lower: place } : { upper: place };
}
