import { fixedReal } from './fixed-real';
import { floorCeiling } from './floor-ceiling';
import { guardrails } from './guardrails';
import { percentOfValue } from './percent';
import { remainingLife } from './remaining-life';
import type { SpendingKind, SpendingMember, SpendingOptions, SpendingRule, SpendingYear } from './rule';

/** The spending rules, each one descriptor. */
export const spendingRules: { readonly [K in SpendingKind]: SpendingMember<K> } = {
  'fixed-real': fixedReal,
  percent: percentOfValue,
  'floor-ceiling': floorCeiling,
  guardrails,
  'remaining-life': remainingLife
};

/** What a rule spends in the year that begins, in money of then, never below zero. */
export function yearlySpending<K extends SpendingKind>(
  rule: { readonly kind: K; readonly factor?: number } & SpendingOptions[K],
  year: SpendingYear
): number {
  const member: SpendingMember<K> = spendingRules[rule.kind];
  return Math.max(0, scaled(rule, member.amount(rule, year), year));
}

// Rules that go on from their own last amount carry the factor with them.
function scaled(rule: SpendingRule | { kind: SpendingKind; factor?: number }, amount: number, { year }: SpendingYear) {
  const factor = rule.factor ?? 1;
  return rule.kind === 'guardrails' && year > 0 ? amount : amount * factor;
}
