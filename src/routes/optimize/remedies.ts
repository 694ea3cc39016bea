import type { Remedy } from '$lib/quant/optimization';
import { placeOfRule, type SpokenRule } from '$lib/services/optimize-rules';
import { session } from '$lib/state/session.svelte';
import { writeRules } from './inputs';

/** A figure in hundredths of a percent, never short of what helps. */
function roundedOut({ from, to }: Remedy): number {
  const scaled = to * 1e4;
  return (to > from ? Math.ceil(scaled - 1e-6) : Math.floor(scaled + 1e-6)) / 1e4;
}

/** What takes a remedy, or undefined where it is not a person's to take. */
export function remedyTaker(remedy: Remedy, rules: readonly SpokenRule[]): (() => Promise<void>) | undefined {
  const { constraint, bound } = remedy;
  const value = roundedOut(remedy);
  const drop = bound === 'drop';
  switch (constraint) {
    case 'cap':
      return () => session.write({ cap: String(drop ? 1 : value) });
    case 'cash': {
      const others = rules.filter((one) => one.kind !== 'cash');
      return () => writeRules(others, [], { cash: String(drop ? 0 : value) });
    }
    case 'target-return':
      return () => session.write({ target: String(value) });
    case 'target-volatility':
      return () => session.write({ vol: String(value) });
  }
  const place = placeOfRule(constraint);
  const rule = place === undefined ? undefined : rules[place];
  if (!rule) return undefined;
  const changed = drop ? undefined : changedRule(rule, bound, value);
  return () => writeRules(rules.flatMap((one, at) => (at === place ? (changed ?? []) : one)));
}

/** The rule with the limit that a remedy names; undefined where leaving it out is all that helps. */
function changedRule(rule: SpokenRule, bound: Remedy['bound'], value: number): SpokenRule | undefined {
  switch (rule.kind) {
    case 'weight':
    case 'each':
    case 'cash':
      return bound === 'lower' || bound === 'minimum'
        ? { ...rule, lower: Math.max(0, value) }
        : { ...rule, upper: Math.max(0, value) };
    case 'yield':
    case 'beta':
    case 'figure':
    case 'net-exposure':
      return bound === 'lower' ? { ...rule, lower: value } : { ...rule, upper: value };
    case 'realised-gains':
      return { kind: rule.kind, upper: Math.max(0, value) };
    case 'short':
      return { ...rule, upper: Math.max(0, -value) };
    case 'positions':
      return { ...rule, most: Math.round(value) };
    case 'position-size':
      return value > 0 ? { ...rule, least: value } : undefined;
    case 'exclusion':
    case 'no-sale':
    case 'no-buy':
    case 'margin':
      return undefined;
    default:
      return { ...rule, upper: Math.max(0, value) };
  }
}
