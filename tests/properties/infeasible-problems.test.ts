import { describe, expect, test } from 'vitest';
import {
  optimizePortfolio,
  type Attainable,
  type Constraint,
  type InfeasiblePortfolio,
  type OptimizationProblem,
  type Remedy
} from '$lib/quant/optimization';
import { CONTRADICTIONS, contradictoryProblem, RULE_KINDS, type Contradiction } from '../reference/infeasible-problems';
import { leastMiss } from '../reference/ruled-feasibility';

/** Below this rules hold together, above they do not, in the rules' own units: Clarabel's answers are good to 1e-9. */
const TOGETHER = 1e-7;
/** How far beyond an end a rule is set to see that it cannot hold there. */
const BEYOND = 1e-4;

const everything = (problem: OptimizationProblem): Set<string> =>
  new Set(['budget', 'target-return', 'target-volatility', 'target-risk', ...problem.constraints.map(({ id }) => id)]);

/** Limits that say that a rule's figure is at least and at most so much, as sums of weights where it is one of single weights. */
function heldAt(problem: OptimizationProblem, rule: string, limits: { lower?: number; upper?: number }): Constraint[] {
  const { instruments, currentWeights } = problem;
  const own = problem.constraints.find(({ id }) => id === rule);
  const sum = (values: readonly number[], shift = 0): Constraint[] => [
    {
      kind: 'exposure',
      id: 'end',
      name: 'End',
      figures: instruments.map((instrument, j) => ({ instrument, value: values[j] })),
      ...(limits.lower !== undefined && { lower: limits.lower - shift }),
      ...(limits.upper !== undefined && { upper: limits.upper - shift })
    }
  ];
  const each = (lower: (held: number) => number | undefined, upper: (held: number) => number | undefined) =>
    instruments.flatMap((instrument, j): Constraint[] => {
      if (own && 'instruments' in own && own.instruments && !own.instruments.includes(instrument)) return [];
      const held = currentWeights?.[j] ?? 0;
      const [low, high] = [lower(held), upper(held)];
      return [
        {
          kind: 'exposure',
          id: `end ${j}`,
          name: 'End',
          figures: [{ instrument, value: 1 }],
          ...(low !== undefined && { lower: low }),
          ...(high !== undefined && { upper: high })
        }
      ];
    });
  const level = limits.lower ?? limits.upper ?? 0;
  if (rule === 'budget' || own?.kind === 'cash') return sum(instruments.map(() => 1));
  switch (own?.kind) {
    case undefined: {
      const { objective } = problem;
      if (rule === 'target-return')
        return sum(
          [...problem.expectedReturns].map((value) => value - problem.riskFreeRate),
          problem.riskFreeRate
        );
      if (objective.kind === 'return-at-risk')
        return [{ kind: 'risk-limit', id: 'end', risk: objective.risk, maximum: level }];
      return [{ kind: 'volatility', id: 'end', maximum: level }];
    }
    case 'group':
      return sum(instruments.map((one) => (own.members.includes(one) ? 1 : 0)));
    case 'exposure':
      return sum(instruments.map((one) => own.figures.find(({ instrument }) => instrument === one)?.value ?? 0));
    case 'position-cap':
      return each(
        () => undefined,
        () => level
      );
    case 'position-floor':
      return each(
        () => level,
        () => undefined
      );
    case 'exclusion':
      return each(
        () => -level,
        () => level
      );
    case 'no-sale':
      return each(
        (held) => held + level,
        () => undefined
      );
    case 'no-buy':
      return each(
        () => undefined,
        (held) => held + level
      );
    case 'trade-size':
      return each(
        (held) => held - level,
        (held) => held + level
      );
    default:
      return [{ ...own, id: 'end', maximum: level } as Constraint];
  }
}

/** What a rule of the conflict misses by when its figure is held between limits in place of its own. */
function missAt(
  problem: OptimizationProblem,
  conflict: readonly string[],
  rule: string,
  limits: { lower?: number; upper?: number }
): Promise<number> {
  const adjusted = rule === 'target-return' && (problem.uncertainty ?? problem.tradingCosts);
  if (adjusted) {
    const objective = { kind: 'target-return', annualReturn: limits.upper ?? limits.lower ?? 0 } as const;
    return leastMiss({ ...problem, objective }, new Set(conflict));
  }
  const ends = heldAt(problem, rule, limits);
  const kept = new Set([...conflict.filter((one) => one !== rule), ...ends.map(({ id }) => id)]);
  return leastMiss({ ...problem, constraints: [...problem.constraints, ...ends] }, kept);
}

function changed(problem: OptimizationProblem, { constraint, bound, to }: Remedy): OptimizationProblem {
  const { objective } = problem;
  if (constraint === 'budget')
    return { ...problem, constraints: [...problem.constraints, { kind: 'cash', id: 'cash', minimum: 0, maximum: to }] };
  if (constraint === 'target-return' && 'annualReturn' in objective)
    return { ...problem, objective: { ...objective, annualReturn: to } };
  if (objective.kind === 'target-volatility' && constraint === 'target-volatility')
    return { ...problem, objective: { ...objective, annualVolatility: to } };
  if (objective.kind === 'return-at-risk' && constraint === 'target-risk')
    return { ...problem, objective: { ...objective, maximum: to } };
  const constraints = problem.constraints.flatMap((rule): Constraint[] => {
    if (rule.id !== constraint) return [rule];
    if (bound === 'drop') return [];
    if (rule.kind === 'cash')
      return [
        bound === 'minimum' ? { ...rule, minimum: to, maximum: rule.maximum ?? rule.minimum } : { ...rule, maximum: to }
      ];
    return [{ ...rule, [bound]: to } as Constraint];
  });
  return { ...problem, constraints };
}

async function requireEnds(problem: OptimizationProblem, conflict: readonly string[], one: Attainable): Promise<void> {
  const { constraint, lower, upper, required, side } = one;
  const says = JSON.stringify(one);
  // The end that is nearest to what is asked is always there, and what is asked lies beyond it.
  expect(side === 'lower' ? upper : lower, says).toBeDefined();
  if (side === 'lower') expect(upper, says).toBeLessThan(required);
  else expect(lower, says).toBeGreaterThan(required);
  const isSum = lower !== undefined && upper !== undefined;
  if (lower !== undefined) {
    const at = isSum ? { lower, upper: lower } : { lower };
    expect(await missAt(problem, conflict, constraint, at), says).toBeLessThan(TOGETHER);
    const beyond = isSum ? { upper: lower - BEYOND } : { lower: lower - BEYOND };
    expect(await missAt(problem, conflict, constraint, beyond), says).toBeGreaterThan(TOGETHER);
  }
  if (upper !== undefined) {
    const at = isSum ? { lower: upper, upper } : { upper };
    expect(await missAt(problem, conflict, constraint, at), says).toBeLessThan(TOGETHER);
    const beyond = isSum ? { lower: upper + BEYOND } : { upper: upper + BEYOND };
    expect(await missAt(problem, conflict, constraint, beyond), says).toBeGreaterThan(TOGETHER);
  }
}

async function requireExplained(problem: OptimizationProblem, result: InfeasiblePortfolio): Promise<void> {
  const { conflict, attainable, remedies, nearest } = result;
  expect(await leastMiss(problem, new Set(conflict)), 'the conflict by itself').toBeGreaterThan(TOGETHER);
  for (const id of conflict) {
    const rest = new Set(conflict.filter((one) => one !== id));
    expect(await leastMiss(problem, rest), `the conflict without ${id}`).toBeLessThan(TOGETHER);
  }
  expect(attainable.map(({ constraint }) => constraint)).toEqual(conflict);
  for (const one of attainable) await requireEnds(problem, conflict, one);
  for (const remedy of remedies) {
    const helped = changed(problem, remedy);
    expect(await leastMiss(helped, everything(helped)), JSON.stringify(remedy)).toBeLessThan(TOGETHER);
  }
  for (const id of conflict.filter((one) => remedies.every(({ constraint }) => constraint !== one))) {
    const rest = new Set([...everything(problem)].filter((one) => one !== id));
    expect(await leastMiss(problem, rest), `no remedy by ${id}`).toBeGreaterThan(TOGETHER);
  }
  expect(nearest.length).toBeGreaterThan(0);
  const near = nearest.reduce(changed, problem);
  expect(await leastMiss(near, everything(near)), JSON.stringify(nearest)).toBeLessThan(TOGETHER);
}

/** Problems of each way; certifying draws further ones. */
const COUNT: Record<Contradiction, number> = {
  'contradictory sectors': 60,
  'cap below one part': 60,
  'return above the greatest': 60,
  'cash and caps below the whole': 60,
  'turnover below need': 60,
  mixture: 300
};
const FIRST = Number(process.env['INFEASIBLE_FROM'] ?? 1);

/** Kinds of rules, and rules of the problem's own, that were seen in a conflict. */
const seen = new Set<string>();

describe('infeasible problems, held against Clarabel', () => {
  test.each(CONTRADICTIONS)(
    '%s: the conflict is infeasible by itself and possible without any one, ranges are met at their ends, remedies help',
    async (way: Contradiction) => {
      let met = 0;
      for (let seed = FIRST; met < COUNT[way]; seed++) {
        const problem = contradictoryProblem(way, seed);
        const result = optimizePortfolio(problem);
        const says = `${way}, seed ${seed}: ${result.status}`;
        if (result.status === 'failed') throw new Error(`${says}: ${result.reason}`);
        if (result.status !== 'infeasible') {
          expect(await leastMiss(problem, everything(problem)), says).toBeLessThan(TOGETHER);
          continue;
        }
        met += 1;
        for (const id of result.conflict) seen.add(problem.constraints.find((rule) => rule.id === id)?.kind ?? id);
        try {
          await requireExplained(problem, result);
        } catch (error) {
          throw new Error(`${says}, ${JSON.stringify(result.conflict)}`, { cause: error });
        }
      }
    },
    600_000
  );

  test('every kind of rule was in a conflict', () => {
    const own = ['budget', 'target-return', 'target-volatility', 'target-risk'];
    expect([...seen].sort()).toEqual([...own, ...RULE_KINDS].sort());
  });
});
