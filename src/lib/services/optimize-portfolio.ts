import { run, type InputOf, type OutputOf } from '$lib/compute/caller';
import { plusMonths, type Day } from '$lib/domain/calendar';
import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import type { AccountId } from '$lib/domain/ledger';
import { decimalFromUnits, decimalToNumber, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { Constraint, InstrumentWeight, Objective } from '$lib/quant/optimization';
import type { RiskSpec } from '$lib/quant/risk';
import { countedCosts, lotsChoice, type CountedCosts } from './optimize-costs';
import { constraintsOf, groupNamed, type ExposureNames, type KindNames, type SpokenRule } from './optimize-rules';
import { askedViews, type SpokenView, type ViewsMethod } from './optimize-views';
import type { HeldPositions } from './value-portfolio';
import type { VaultName } from './vaults';

export type OptimizeQuestion = InputOf<'decide', 'optimize'>;
export type OptimizeAnswer = OutputOf<'decide', 'optimize'>;
/** Weights that the engine suggests. */
export type Suggestion = Extract<
  Extract<OptimizeAnswer, { status: 'answered' }>['result'],
  { status: 'optimal' | 'allocated' }
>;
export type ScenarioPeriod = NonNullable<OptimizeQuestion['scenarios']>;
export type LateTreatment = NonNullable<OptimizeQuestion['late']>;
export type WeightRange = OutputOf<'decide', 'resample'>;
export type WeightDependences = OutputOf<'decide', 'dependences'>;
export type TradeQuestion = InputOf<'value', 'trades'>;
export type Trades = OutputOf<'value', 'trades'>;

interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** What a person wants: an objective, to be close to something, or weights without a forecast. */
export type Aim =
  | Exclude<Objective, { readonly kind: 'tracking-error' | 'return-at-risk' }>
  | { readonly kind: 'tracking-error'; readonly to: 'benchmark' | 'now' }
  /** Without a maximum: no more risk than the weights held now have. */
  | { readonly kind: 'return-at-risk'; readonly risk: RiskSpec; readonly maximum?: number }
  | WithoutForecast
  | Sampled;

type Sampled = NonNullable<OptimizeQuestion['sampled']>;
type AllocationChoice = NonNullable<OptimizeQuestion['allocation']>;
/** Methods of a stack, the one that shares the money among them, and in how many parts of history they are judged. */
export type Stack = NonNullable<AllocationChoice['stack']>;

/** Weights made by a method that looks at risk alone; `budgets` name instruments or groups with their share of the risk. */
interface WithoutForecast {
  readonly kind: 'without-forecast';
  readonly method: AllocationChoice['method'];
  readonly risk?: RiskSpec;
  readonly budgets?: readonly RiskBudget[];
  readonly stack?: Stack;
}

/** A share of the risk, 0 to 1, for an instrument or a group. */
export interface RiskBudget {
  readonly of: string;
  readonly share: number;
}

/** A person's aim, rules and assumptions. */
export interface OptimizeSettings {
  readonly aim: Aim;
  readonly universe?: readonly InstrumentId[];
  readonly years?: number;
  readonly cap?: number;
  readonly minimumCash: number;
  /** Cash is exactly the minimum unless more is allowed. */
  readonly maximumCash?: number;
  readonly rules: readonly SpokenRule[];
  readonly views: readonly SpokenView[];
  /** How they count. */
  readonly viewsMethod: ViewsMethod;
  /** Names of kinds that rules and views may use. */
  readonly kinds: KindNames;
  /** Names of exposures in what answers say. */
  readonly names: ExposureNames;
  readonly benchmark?: InstrumentId;
  readonly expectation: OptimizeQuestion['expectation'];
  readonly covariance: OptimizeQuestion['covariance'];
  /** Counts the greatest risk within the covariance's own error. */
  readonly riskAtWorst?: NonNullable<OptimizeQuestion['riskAtWorst']>;
  readonly riskFreeRate: number;
  /** How long a scenario is, where past periods are counted. */
  readonly period: ScenarioPeriod;
  readonly late: LateTreatment;
  readonly uncertainty?: NonNullable<OptimizeQuestion['uncertainty']>;
  /** What is counted against the return. */
  readonly counted: CountedCosts;
  /** Which lots a sale takes. */
  readonly lots: 'account' | 'picked';
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
/** With lots every point is several programs. */
const FRONTIER_POINTS_WITH_LOTS = 20;
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
  scope: {
    vault: VaultName;
    base: CurrencyCode;
    asOf: Day;
    revision: number;
    accounts?: readonly AccountId[];
  }
): OptimizeQuestion {
  const { vault, base, asOf, revision } = scope;
  const { aim, kinds, names, benchmark: market } = settings;
  const now = over.current;
  const benchmark = market === undefined ? now : [{ instrument: market, weight: 1 }];
  const close = aim.kind === 'tracking-error' && aim.to === 'now' ? now : benchmark;
  const compares =
    (aim.kind === 'tracking-error' && aim.to === 'benchmark') ||
    settings.rules.some(({ kind }) => kind === 'tracking-error');
  const toMarket = market === undefined ? {} : { market };
  const spoken = constraintsOf(settings.rules, {
    instruments,
    kinds,
    names,
    benchmark,
    value: decimalToNumber(over.value),
    ...toMarket
  });
  const constraints: Constraint[] = [...spoken.constraints];
  if (settings.cap !== undefined) constraints.push({ kind: 'position-cap', id: 'cap', upper: settings.cap });
  const { minimumCash: minimum, maximumCash } = settings;
  if (maximumCash !== undefined) {
    constraints.push({ kind: 'cash', id: 'cash', minimum, maximum: Math.max(minimum, maximumCash) });
  } else if (minimum > 0) constraints.push({ kind: 'cash', id: 'cash', minimum });
  const sales = lotsChoice(
    settings.counted.taxes !== undefined || constraints.some(({ kind }) => kind === 'realised-gains'),
    settings.lots,
    scope.accounts
  );
  const viewed = askedViews(
    settings.views,
    { instruments, kinds, current: now },
    settings.viewsMethod,
    settings.period
  );
  const allocation = aim.kind === 'without-forecast' ? allocationOf(aim, now, instruments, kinds) : undefined;
  const counts = allocation ? allocation.risk !== undefined : measuresRisk(aim);
  const scenarios = counts || constraints.some(({ kind }) => kind === 'risk-limit');
  return {
    vault,
    base,
    revision,
    instruments: now.map((one) => one.instrument),
    start: settings.years === undefined ? FIRST_DAY : plusMonths(asOf, -12 * settings.years),
    end: asOf,
    objective: objectiveOf(aim, close),
    ...(allocation && { allocation }),
    ...(scenarios && { scenarios: settings.period }),
    ...(aim.kind === 'return-at-risk' && aim.maximum === undefined && { riskAsNow: true }),
    ...(settings.uncertainty && { uncertainty: settings.uncertainty }),
    late: settings.late,
    ...(aim.kind === 'resampled' || aim.kind === 'expected-utility' ? { sampled: aim } : {}),
    constraints,
    ...(spoken.measured.length > 0 ? { measured: spoken.measured } : {}),
    ...countedCosts(
      settings.counted,
      now.map((one) => one.instrument),
      instruments,
      base
    ),
    ...sales,
    covariance: settings.covariance,
    ...(settings.riskAtWorst && { riskAtWorst: settings.riskAtWorst }),
    expectation: settings.expectation,
    ...viewed,
    ...(compares && market !== undefined ? { comparedWith: market } : {}),
    riskFreeRate: settings.riskFreeRate,
    current: now,
    frontierPoints: sales.lots ? FRONTIER_POINTS_WITH_LOTS : FRONTIER_POINTS
  };
}

/** True when an aim counts risk by a measure of past periods. */
export const measuresRisk = (aim: Aim): boolean => 'risk' in aim || aim.kind === 'robust-shortfall';

function objectiveOf(aim: Aim, benchmark: readonly InstrumentWeight[]): Objective {
  switch (aim.kind) {
    case 'tracking-error':
      return { kind: 'tracking-error', benchmark };
    case 'without-forecast':
    case 'resampled':
      return { kind: 'minimum-variance' };
    case 'return-at-risk':
      return { ...aim, maximum: aim.maximum ?? 0 };
    case 'expected-utility':
      return { kind: 'utility', riskAversion: aim.riskAversion };
    default:
      return aim;
  }
}

/** A method with its budgets by instrument: that of a group is shared evenly by its members. Names that nothing has are left out. */
function allocationOf(
  { method, risk, stack, budgets = [] }: WithoutForecast,
  now: Optimizable['current'],
  instruments: readonly Instrument[],
  kinds: KindNames
): NonNullable<OptimizeQuestion['allocation']> {
  const shares = budgets.flatMap(({ of, share }) => {
    const group = groupNamed(of, instruments, kinds);
    const members = now.filter(({ instrument }) => group?.members.includes(instrument));
    return members.map(({ instrument }) => ({ instrument, weight: share / members.length }));
  });
  return {
    method,
    ...(stack && { stack }),
    ...(risk && { risk }),
    ...(method === 'risk-parity' && shares.length > 0 && { budgets: shares })
  };
}

/** The rules of a question as answers name them: those that were measured without their figures. */
export function namedRules({ constraints, measured = [] }: OptimizeQuestion): readonly Constraint[] {
  const limits = measured.map(({ id, name, lower, upper, measure }): Constraint => ({
    kind: 'exposure',
    id,
    name,
    figures: [],
    ...(measure === 'yield' ? { fraction: true } : {}),
    ...(lower === undefined ? {} : { lower }),
    ...(upper === undefined ? {} : { upper })
  }));
  return [...constraints, ...limits];
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

/** How much the suggested weights depend on each input. */
export function weightDependences(question: OptimizeQuestion, control: Control): Promise<WeightDependences> {
  return run('decide', 'dependences', question, control);
}

/** The trades, by account, that reach the suggested weights in whole shares. */
export function tradesToReach(question: TradeQuestion, control: Control): Promise<Trades> {
  return run('value', 'trades', question, control);
}
