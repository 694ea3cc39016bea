import type { InputOf } from '$lib/compute/caller';
import { figureOf, type Instrument, type InstrumentId } from '$lib/domain/instruments';
import type { BorrowingTier, Constraint, ExposureLimit, InstrumentFigure } from '$lib/quant/optimization';

/** Limits of a rule. */
export interface Limits {
  readonly lower?: number;
  readonly upper?: number;
}

/**
 * Rules on figures of instruments, as a person says them. `yield` of the whole; `beta` of the whole to an instrument, or to
 * the benchmark; `figure` a person keeps of instruments, on average of those that have it; `net-exposure` long less
 * short, looked through leverage inside funds where asked; `borrowing` with its cost above the risk-free rate; `margin`;
 * `realised-gains` of the whole, or in money of the base currency.
 */
export type SpokenExposure =
  | ({ readonly kind: 'yield' } & Limits)
  | ({ readonly kind: 'beta'; readonly to?: string } & Limits)
  | ({ readonly kind: 'figure'; readonly figure: string } & Limits)
  | ({ readonly kind: 'net-exposure'; readonly lookThrough?: true } & Limits)
  | { readonly kind: 'gross-exposure'; readonly upper: number; readonly lookThrough?: true }
  | { readonly kind: 'borrowing'; readonly upper: number; readonly tiers: readonly BorrowingTier[] }
  | { readonly kind: 'margin'; readonly rate: number; readonly fall?: number }
  | { readonly kind: 'realised-gains'; readonly upper: number; readonly money?: true };

/** A limit on a figure that only the worker knows, from ledger and prices. */
export type MeasuredLimit = NonNullable<InputOf<'decide', 'optimize'>['measured']>[number];

/** How exposures are named where a person reads them. */
export interface ExposureNames {
  readonly yield: string;
  readonly beta: (to: string | undefined) => string;
  readonly net: (lookedThrough: boolean) => string;
  readonly lookedThrough: (group: string) => string;
  /** Of figures that the program knows of; others have their own name. */
  readonly figures: Readonly<Record<string, string>>;
}

/** What rules on exposures are made on. */
export interface ExposureScope {
  readonly instruments: readonly Instrument[];
  readonly names: ExposureNames;
  /** What beta is to where a rule names nothing. */
  readonly market?: InstrumentId;
  /** What the whole is worth in the base currency. */
  readonly value: number;
  readonly find: (name: string) => InstrumentId | undefined;
}

/** How many times each instrument moves as what is in it, where it is not once. */
export function multiplesOf(instruments: readonly Instrument[]): InstrumentFigure[] {
  return figuresOf(instruments, 'leverage').filter(({ value }) => value !== 1);
}

function figuresOf(instruments: readonly Instrument[], name: string): InstrumentFigure[] {
  return instruments.flatMap((one) => {
    const value = figureOf(one, name);
    return value === undefined ? [] : [{ instrument: one.id, value }];
  });
}

/** What members hold together as the funds among them multiply it. */
export function lookedThrough(
  id: string,
  group: { readonly name: string; readonly members: readonly InstrumentId[] },
  limits: Limits,
  { instruments, names }: ExposureScope
): ExposureLimit {
  const figures = instruments
    .filter((one) => group.members.includes(one.id))
    .map((one) => ({ instrument: one.id, value: figureOf(one, 'leverage') ?? 1 }));
  return { kind: 'exposure', id, name: names.lookedThrough(group.name), figures, fraction: true, ...limits };
}

/** Constraints of a spoken rule on exposures; undefined when nothing has what it names. */
export function exposureConstraints(
  rule: SpokenExposure,
  id: (side?: 'lower') => string,
  scope: ExposureScope
): readonly (Constraint | MeasuredLimit)[] | undefined {
  const { instruments, names } = scope;
  switch (rule.kind) {
    case 'yield': {
      const typed = figuresOf(instruments, 'dividend-yield');
      return [{ kind: 'measured', measure: 'yield', id: id(), name: names.yield, typed, ...limitsOf(rule) }];
    }
    case 'beta': {
      const to = rule.to === undefined ? scope.market : scope.find(rule.to);
      if (to === undefined) return undefined;
      return [{ kind: 'measured', measure: 'beta', id: id(), name: names.beta(rule.to), to, ...limitsOf(rule) }];
    }
    case 'figure':
      return averages(rule, id, scope);
    case 'net-exposure': {
      const whole = { name: '', members: instruments.map((one) => one.id) };
      const named = { name: names.net(rule.lookThrough === true) };
      if (rule.lookThrough) return [{ ...lookedThrough(id(), whole, limitsOf(rule), scope), ...named }];
      const figures = instruments.map((one) => ({ instrument: one.id, value: 1 }));
      return [{ kind: 'exposure', id: id(), figures, fraction: true, ...named, ...limitsOf(rule) }];
    }
    case 'gross-exposure': {
      const multiples = rule.lookThrough ? { multiples: multiplesOf(instruments) } : {};
      return [{ kind: 'gross-exposure', id: id(), maximum: rule.upper, ...multiples }];
    }
    case 'borrowing':
      return [{ kind: 'borrowing', id: id(), maximum: rule.upper, tiers: rule.tiers }];
    case 'realised-gains': {
      if (!rule.money) return [{ kind: rule.kind, id: id(), maximum: rule.upper }];
      return scope.value > 0 ? [{ kind: rule.kind, id: id(), maximum: rule.upper / scope.value }] : undefined;
    }
    case 'margin': {
      const fall = rule.fall === undefined ? {} : { fall: rule.fall };
      return [{ kind: 'margin', id: id(), rate: rule.rate, ...fall, multiples: multiplesOf(instruments) }];
    }
  }
}

/** An average has one limit: two sides are two rules. */
function averages(
  rule: Extract<SpokenExposure, { kind: 'figure' }>,
  id: (side?: 'lower') => string,
  { instruments, names }: ExposureScope
): readonly ExposureLimit[] | undefined {
  const figures = figuresOf(instruments, rule.figure);
  if (figures.length === 0) return undefined;
  const { lower, upper } = rule;
  const fraction = fractions.has(rule.figure) ? { fraction: true as const } : {};
  const shared = { kind: 'exposure' as const, name: names.figures[rule.figure] ?? rule.figure, figures, ...fraction };
  return [
    ...(upper === undefined ? [] : [{ ...shared, id: id(), average: true as const, upper }]),
    ...(lower === undefined ? [] : [{ ...shared, id: id('lower'), average: true as const, lower }])
  ];
}

/** Figures that are fractions of the value. */
export const fractions: ReadonlySet<string> = new Set(['expense-ratio', 'dividend-yield']);

function limitsOf({ lower, upper }: Limits): Limits {
  return { ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) };
}
