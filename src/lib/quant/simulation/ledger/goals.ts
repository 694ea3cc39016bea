import { exp, log1p } from '$lib/math/elementary';
import type { Goal, SimulationSpec } from '../spec';

/** A goal with its place in the list of the plan. */
export interface DatedGoal {
  readonly goal: Goal;
  readonly index: number;
}

/** Goals that fall due in each month, the most urgent first. */
export function goalsByMonth({ goals }: SimulationSpec): ReadonlyMap<number, readonly DatedGoal[]> {
  const byMonth = new Map<number, DatedGoal[]>();
  goals.forEach((goal, index) => byMonth.set(goal.month, [...(byMonth.get(goal.month) ?? []), { goal, index }]));
  for (const due of byMonth.values()) due.sort((a, b) => a.goal.priority - b.goal.priority || a.index - b.index);
  return byMonth;
}

/** What a goal costs in the month it falls due. */
export function goalAmount({ amount, indexed }: Goal, level: number): number {
  return amount * (indexed ? level : 1);
}

/**
 * What later payments of a higher priority than a goal will cost, as of its month: prices rise as expected, and the cash
 * rate discounts. Fixed parts and parts that grow with the price level apart: [fixed, per unit of the level].
 */
export function reservedFor({ goal }: DatedGoal, spec: SimulationSpec, expected: number): [number, number] {
  let [fixed, indexed] = [0, 0];
  for (const later of spec.goals) {
    if (later.kind !== 'spend' || later.month <= goal.month || later.priority >= goal.priority) continue;
    const months = later.month - goal.month;
    const discount = exp((-months * log1p(spec.cashRate)) / 12);
    if (later.indexed) indexed += later.amount * exp(months * expected) * discount;
    else fixed += later.amount * discount;
  }
  return [fixed, indexed];
}
