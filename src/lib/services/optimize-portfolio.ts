import { run, type InputOf, type OutputOf } from '$lib/compute/caller';
import { plusMonths, type Day } from '$lib/domain/calendar';
import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import { decimalFromUnits, decimalToNumber, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { CovarianceMethod } from '$lib/quant/moments';
import type { Constraint, Objective } from '$lib/quant/optimization';
import type { HeldPositions } from './value-portfolio';
import type { VaultName } from './vaults';

export type OptimizeQuestion = InputOf<'decide', 'optimize'>;
export type OptimizeAnswer = OutputOf<'decide', 'optimize'>;
export type WeightRange = OutputOf<'decide', 'resample'>;
export type TradeQuestion = InputOf<'value', 'trades'>;
export type Trades = OutputOf<'value', 'trades'>;

interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** A person's aim, rules and assumptions. */
export interface OptimizeSettings {
  readonly aim: Objective;
  readonly universe?: readonly InstrumentId[];
  readonly years?: number;
  readonly cap?: number;
  readonly minimumCash: number;
  readonly sectorCaps: readonly { readonly sector: string; readonly upper: number }[];
  readonly expectation: OptimizeQuestion['expectation'];
  readonly covariance: CovarianceMethod;
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

/** The question a worker answers for a person's settings. */
export function optimizeQuestion(
  settings: OptimizeSettings,
  over: Optimizable,
  instruments: readonly Instrument[],
  scope: { vault: VaultName; base: CurrencyCode; asOf: Day; revision: number }
): OptimizeQuestion {
  const { vault, base, asOf, revision } = scope;
  const sectorOf = new Map(instruments.map((one) => [one.id, one.sector]));
  const constraints: Constraint[] = settings.sectorCaps.map(({ sector, upper }) => ({
    kind: 'group',
    id: `sector:${sector}`,
    name: sector,
    members: over.current.map((one) => one.instrument).filter((one) => sectorOf.get(one) === sector),
    upper
  }));
  if (settings.cap !== undefined) constraints.push({ kind: 'position-cap', id: 'cap', upper: settings.cap });
  if (settings.minimumCash > 0) constraints.push({ kind: 'cash', id: 'cash', minimum: settings.minimumCash });
  return {
    vault,
    base,
    revision,
    instruments: over.current.map((one) => one.instrument),
    start: settings.years === undefined ? FIRST_DAY : plusMonths(asOf, -12 * settings.years),
    end: asOf,
    objective: settings.aim,
    constraints,
    covariance: settings.covariance,
    expectation: settings.expectation,
    riskFreeRate: settings.riskFreeRate,
    current: over.current,
    frontierPoints: FRONTIER_POINTS
  };
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
