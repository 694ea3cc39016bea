import { run, type InputOf, type OutputOf } from '$lib/compute/caller';
import { plusMonths, type Day } from '$lib/domain/calendar';
import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import { decimalFromUnits, decimalToNumber, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { Constraint, InstrumentWeight, Objective } from '$lib/quant/optimization';
import { constraintsOf, type KindNames, type SpokenRule } from './optimize-rules';
import { returnViewsOf, type SpokenView } from './optimize-views';
import type { HeldPositions } from './value-portfolio';
import type { VaultName } from './vaults';

export type OptimizeQuestion = InputOf<'decide', 'optimize'>;
export type OptimizeAnswer = OutputOf<'decide', 'optimize'>;
/** Weights that the engine suggests. */
export type Suggestion = Extract<
  Extract<OptimizeAnswer, { status: 'answered' }>['result'],
  { status: 'optimal' | 'allocated' }
>;
export type WeightRange = OutputOf<'decide', 'resample'>;
export type TradeQuestion = InputOf<'value', 'trades'>;
export type Trades = OutputOf<'value', 'trades'>;

interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** What a person wants: an objective, to be close to something, or weights without a forecast. */
export type Aim =
  | Exclude<Objective, { readonly kind: 'tracking-error' }>
  | { readonly kind: 'tracking-error'; readonly to: 'benchmark' | 'now' }
  | ({ readonly kind: 'without-forecast' } & AllocationChoice)
  | Sampled;

type Sampled = NonNullable<OptimizeQuestion['sampled']>;

type AllocationChoice = NonNullable<OptimizeQuestion['allocation']>;
/** Methods of a stack, the one that shares the money among them, and in how many parts of history they are judged. */
export type Stack = NonNullable<AllocationChoice['stack']>;

/** A person's aim, rules and assumptions. */
export interface OptimizeSettings {
  readonly aim: Aim;
  readonly universe?: readonly InstrumentId[];
  readonly years?: number;
  readonly cap?: number;
  readonly minimumCash: number;
  readonly rules: readonly SpokenRule[];
  readonly views: readonly SpokenView[];
  /** Names of kinds that rules and views may use. */
  readonly kinds: KindNames;
  readonly benchmark?: InstrumentId;
  readonly expectation: OptimizeQuestion['expectation'];
  readonly covariance: OptimizeQuestion['covariance'];
  readonly riskFreeRate: number;
}

/** What is optimized over: the weights now, their value, and what is left aside. */
export interface Optimizable {
  readonly current: readonly { readonly instrument: InstrumentId; readonly weight: number }[];
  readonly value: Decimal;
  readonly cash: Decimal;
  /** Held, but not part of the universe: left as they are. */
  readonly aside: readonly InstrumentId[];
}

const FRONTIER_POINTS = 60;
const FIRST_DAY = -25567 as Day;

/**
 * Weights now over the universe and all cash; without a universe, over every long position that has closes, and when
 * there is none, over everything that has. Without money to weigh by, all weights are zero.
 */
export function optimizable(
  held: HeldPositions,
  universe: readonly InstrumentId[] | undefined,
  priced: readonly InstrumentId[]
): Optimizable {
  const { rows, cashTotal } = held.holdings;
  const closing = rows.filter((row) => row.price.source === 'close' && row.value > 0n).map((row) => row.instrument);
  const wanted = new Set(universe ?? (closing.length > 0 ? closing : priced));
  const within = rows.filter((row) => wanted.has(row.instrument) && row.value > 0n);
  const value = decimalFromUnits(within.reduce<bigint>((sum, row) => sum + row.value, cashTotal));
  const total = decimalToNumber(value);
  const weights = new Map(within.map((row) => [row.instrument, total > 0 ? decimalToNumber(row.value) / total : 0]));
  return {
    current: [...wanted].map((instrument) => ({ instrument, weight: weights.get(instrument) ?? 0 })),
    value,
    cash: cashTotal,
    aside: rows.filter((row) => !within.includes(row)).map((row) => row.instrument)
  };
}

/** The question a worker answers for a person's settings. Rules and views with names that nothing has are left out. */
export function optimizeQuestion(
  settings: OptimizeSettings,
  over: Optimizable,
  instruments: readonly Instrument[],
  scope: { vault: VaultName; base: CurrencyCode; asOf: Day; revision: number }
): OptimizeQuestion {
  const { vault, base, asOf, revision } = scope;
  const { aim, kinds, benchmark: market } = settings;
  const now = over.current;
  const benchmark = market === undefined ? now : [{ instrument: market, weight: 1 }];
  const close = aim.kind === 'tracking-error' && aim.to === 'now' ? now : benchmark;
  const compares =
    (aim.kind === 'tracking-error' && aim.to === 'benchmark') ||
    settings.rules.some(({ kind }) => kind === 'tracking-error');
  const constraints: Constraint[] = [...constraintsOf(settings.rules, { instruments, kinds, benchmark }).constraints];
  if (settings.cap !== undefined) constraints.push({ kind: 'position-cap', id: 'cap', upper: settings.cap });
  if (settings.minimumCash > 0) constraints.push({ kind: 'cash', id: 'cash', minimum: settings.minimumCash });
  const { views } = returnViewsOf(settings.views, { instruments, kinds, current: now });
  return {
    vault,
    base,
    revision,
    instruments: now.map((one) => one.instrument),
    start: settings.years === undefined ? FIRST_DAY : plusMonths(asOf, -12 * settings.years),
    end: asOf,
    objective: objectiveOf(aim, close),
    ...(aim.kind === 'without-forecast'
      ? { allocation: { method: aim.method, ...(aim.stack && { stack: aim.stack }) } }
      : {}),
    ...(aim.kind === 'resampled' || aim.kind === 'expected-utility' ? { sampled: aim } : {}),
    constraints,
    covariance: settings.covariance,
    expectation: settings.expectation,
    ...(views.length > 0 ? { views } : {}),
    ...(compares && market !== undefined ? { comparedWith: market } : {}),
    riskFreeRate: settings.riskFreeRate,
    current: now,
    frontierPoints: FRONTIER_POINTS
  };
}

function objectiveOf(aim: Aim, benchmark: readonly InstrumentWeight[]): Objective {
  switch (aim.kind) {
    case 'tracking-error':
      return { kind: 'tracking-error', benchmark };
    case 'without-forecast':
    case 'resampled':
      return { kind: 'minimum-variance' };
    case 'expected-utility':
      return { kind: 'utility', riskAversion: aim.riskAversion };
    default:
      return aim;
  }
}

/** The suggested weights and what they give, of whatever aim; undefined where there are none. */
export function suggestionOf(answer: OptimizeAnswer | undefined): Suggestion | undefined {
  if (answer?.status !== 'answered') return undefined;
  const { result } = answer;
  return result.status === 'optimal' || result.status === 'allocated' ? result : undefined;
}

/** Suggested weights with reasons, both frontiers and the cost of each rule. */
export function suggestedWeights(question: OptimizeQuestion, control: Control): Promise<OptimizeAnswer> {
  return run('decide', 'optimize', question, control);
}

/** Range of each suggested weight had history been drawn again. */
export function weightRange(
  question: OptimizeQuestion & { seed: number; draws: number },
  control: Control
): Promise<WeightRange> {
  return run('decide', 'resample', question, control);
}

/** The trades, by account, that reach the suggested weights in whole shares. */
export function tradesToReach(question: TradeQuestion, control: Control): Promise<Trades> {
  return run('value', 'trades', question, control);
}
