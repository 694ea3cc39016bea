import { identifierOf, type Instrument, type InstrumentId, type InstrumentKind } from '$lib/domain/instruments';
import type { Constraint, InstrumentWeight } from '$lib/quant/optimization';

/** Limits of a rule, fractions of the whole. */
interface Limits {
  readonly lower?: number;
  readonly upper?: number;
}

/**
 * A rule as a person says it. `of` names an instrument by its symbol or a group by its sector, kind, currency or
 * country; without it the rule is about all instruments.
 */
export type SpokenRule =
  | ({ readonly kind: 'weight'; readonly of: string } & Limits)
  | ({ readonly kind: 'each' } & Limits)
  | ({ readonly kind: 'cash' } & Limits)
  | {
      readonly kind: 'turnover' | 'volatility' | 'tracking-error' | 'trade-size' | 'gross-exposure';
      readonly upper: number;
    }
  | { readonly kind: 'short'; readonly of?: string; readonly upper: number }
  | { readonly kind: 'positions'; readonly of?: string; readonly most: number }
  | { readonly kind: 'position-size'; readonly of?: string; readonly least: number; readonly count?: number }
  | { readonly kind: 'exclusion' | 'no-sale' | 'no-buy'; readonly of?: string };

/** What a name may stand for. */
export type Dimension = 'instrument' | 'sector' | 'kind' | 'currency' | 'country';

/** A group with its members among some instruments. */
export interface NamedGroup {
  readonly dimension: Dimension;
  readonly name: string;
  readonly members: readonly InstrumentId[];
}

/** Names of kinds as a person reads them. */
export type KindNames = Readonly<Record<InstrumentKind, string>>;

/** Every group that instruments fall into, by dimension; single instruments are not among them. */
export function groupsOf(instruments: readonly Instrument[], kinds: KindNames): NamedGroup[] {
  const named: readonly (readonly [Dimension, (one: Instrument) => string | undefined])[] = [
    ['sector', (one) => one.sector],
    ['kind', (one) => kinds[one.kind]],
    ['currency', (one) => one.currency],
    ['country', (one) => one.country]
  ];
  return named.flatMap(([dimension, nameOf]) => {
    const names = new Set(instruments.map(nameOf).filter((one) => one !== undefined && one !== ''));
    return [...names].sort().flatMap((name) => {
      const members = instruments.filter((one) => nameOf(one) === name).map(({ id }) => id);
      return name === undefined ? [] : [{ dimension, name, members }];
    });
  });
}

/** What a name stands for, an instrument before a group; undefined when nothing has it. Case is ignored. */
export function groupNamed(name: string, instruments: readonly Instrument[], kinds: KindNames): NamedGroup | undefined {
  const wanted = name.trim().toLowerCase();
  const one = instruments.find(
    (each) => identifierOf(each).toLowerCase() === wanted || each.id.toLowerCase() === wanted
  );
  if (one) return { dimension: 'instrument', name: identifierOf(one), members: [one.id] };
  return groupsOf(instruments, kinds).find((group) => group.name.toLowerCase() === wanted);
}

/** What rules are made on. */
export interface RuleScope {
  readonly instruments: readonly Instrument[];
  readonly kinds: KindNames;
  /** Of the tracking error. */
  readonly benchmark: readonly InstrumentWeight[];
}

/** Id of the rule at a place of a list; the two sides of limits on one instrument are two rules. */
const idAt = (place: number, side?: 'lower'): string => `rule:${place}${side ? `:${side}` : ''}`;

/** Place in the list that an id was made of; undefined for ids that were not. */
export function placeOfRule(id: string): number | undefined {
  const [, place] = /^rule:(\d+)(?::lower)?$/.exec(id) ?? [];
  return place === undefined ? undefined : Number(place);
}

/** Constraints of spoken rules, and the rules whose name nothing has. */
export function constraintsOf(
  rules: readonly SpokenRule[],
  scope: RuleScope
): { readonly constraints: readonly Constraint[]; readonly unknown: readonly SpokenRule[] } {
  const constraints: Constraint[] = [];
  const unknown: SpokenRule[] = [];
  rules.forEach((rule, place) => {
    const found = constraintsOfOne(rule, place, scope);
    if (found) constraints.push(...found);
    else unknown.push(rule);
  });
  return { constraints, unknown };
}

function constraintsOfOne(rule: SpokenRule, place: number, scope: RuleScope): readonly Constraint[] | undefined {
  const id = idAt(place);
  const named = 'of' in rule && rule.of !== undefined ? groupNamed(rule.of, scope.instruments, scope.kinds) : undefined;
  if ('of' in rule && rule.of !== undefined && !named) return undefined;
  const whom = named ? { instruments: named.members } : {};
  switch (rule.kind) {
    case 'weight': {
      if (named?.dimension === 'instrument') return limitsOnEach(rule, place, whom);
      const { name = '', members = [] } = named ?? {};
      return [{ kind: 'group', id, name, members, ...limitsOf(rule) }];
    }
    case 'each':
      return limitsOnEach(rule, place, {});
    case 'cash':
      return [];
    case 'short':
      return [{ kind: 'position-floor', id, lower: -rule.upper, ...whom }];
    case 'positions':
      return [{ kind: 'cardinality', id, maximum: rule.most, ...whom }];
    case 'position-size': {
      const count = rule.count === undefined ? {} : { count: rule.count };
      return [{ kind: 'minimum-position', id, minimum: rule.least, ...count, ...whom }];
    }
    case 'tracking-error':
      return [{ kind: rule.kind, id, maximum: rule.upper, benchmark: scope.benchmark }];
    case 'exclusion':
    case 'no-sale':
    case 'no-buy':
      return [{ kind: rule.kind, id, ...whom }];
    default:
      return [{ kind: rule.kind, id, maximum: rule.upper }];
  }
}

function limitsOf({ lower, upper }: Limits): Limits {
  return { ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) };
}

function limitsOnEach(
  { lower, upper }: Limits,
  place: number,
  whom: { readonly instruments?: readonly InstrumentId[] }
): Constraint[] {
  return [
    ...(upper === undefined ? [] : [{ kind: 'position-cap' as const, id: idAt(place), upper, ...whom }]),
    ...(lower === undefined ? [] : [{ kind: 'position-floor' as const, id: idAt(place, 'lower'), lower, ...whom }])
  ];
}
