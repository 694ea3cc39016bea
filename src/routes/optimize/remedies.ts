import type { Remedy } from '$lib/quant/optimization';
import { placeOfRule, type SpokenRule } from '$lib/services/optimize-rules';
import { writeRules } from './inputs';

/** Rules by their places, those left out absent, and the parameters of the address that change with them. */
interface Taken {
  readonly rules: readonly (SpokenRule | undefined)[];
  readonly parameters: Readonly<Record<string, string>>;
}

/** A figure in hundredths of a percent, never short of what helps. */
function roundedOut({ from, to }: Remedy): number {
  const scaled = to * 1e4;
  return (to > from ? Math.ceil(scaled - 1e-6) : Math.floor(scaled + 1e-6)) / 1e4;
}

/** What takes remedies, all in one step, or undefined where one of them is not a person's to take. */
export function remediesTaker(
  remedies: readonly Remedy[],
  rules: readonly SpokenRule[]
): (() => Promise<void>) | undefined {
  let taken: Taken | undefined = { rules, parameters: {} };
  for (const remedy of remedies) taken = taken && withRemedy(taken, remedy);
  if (!taken || remedies.length === 0) return undefined;
  const { parameters } = taken;
  const left = taken.rules.filter((one) => one !== undefined);
  return () => writeRules(left, [], parameters);
}

function withRemedy({ rules, parameters }: Taken, remedy: Remedy): Taken | undefined {
  const { constraint, bound } = remedy;
  const value = roundedOut(remedy);
  const drop = bound === 'drop';
  const set = (more: Record<string, string>): Taken => ({ rules, parameters: { ...parameters, ...more } });
  switch (constraint) {
    case 'cap':
      return set({ cap: String(drop ? 1 : value) });
    case 'cash':
    case 'budget': {
      const others = rules.map((one) => (one?.kind === 'cash' ? undefined : one));
      return { ...set({ cash: String(drop ? 0 : value) }), rules: others };
    }
    case 'target-return':
      return set({ target: String(value) });
    case 'target-volatility':
      return set({ vol: String(value) });
  }
  const place = placeOfRule(constraint);
  const rule = place === undefined ? undefined : rules[place];
  if (!rule) return undefined;
  const changed = drop ? undefined : changedRule(rule, bound, value);
  return { rules: rules.map((one, at) => (at === place ? changed : one)), parameters };
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
