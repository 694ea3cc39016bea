import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { KernelName } from '$lib/math/kernels';
import type { PerformanceMeasures } from '$lib/quant/returns';
import type { StrategySpec } from '$lib/quant/strategies';
import type { ExecutionSettings } from './settings';

/** Money that comes from outside (above zero) or leaves, before the trades of its day. */
export interface ExternalFlow {
  readonly day: Day;
  readonly amount: number;
}

/** A strategy to run, as plain data but for the market. */
export interface StrategyBacktest {
  readonly strategy: StrategySpec;
  readonly execution: ExecutionSettings;
  readonly start: Day;
  readonly end: Day;
  /** Cash on the first day, before its trades; may be zero where a flow comes on that day. */
  readonly initialValue: number;
  readonly flows?: readonly ExternalFlow[];
  /** Money that the account itself earned (above zero) or paid beside its trades, interest and fees: part of the return. */
  readonly income?: readonly ExternalFlow[];
  /** Which path; the fast one where it applies, when absent. */
  readonly path?: 'automatic' | 'by-event';
  /** How many settings were tried before this one was shown, itself included; 1 when absent. */
  readonly trials?: number;
  /** For the stamp: of what was drawn at random by others, and of the data. */
  readonly seed?: number;
  readonly dataHash?: string;
  readonly engineVersion?: string;
}

/** Why a trade was made: a decision or a return to its weights; one that had waited for a price; the end of an instrument, or of the money. */
export const tradeReasons = ['decision', 'rebalancing', 'waited', 'ended', 'delisted'] as const;
export type TradeReason = (typeof tradeReasons)[number];

/**
 * Trades in columns, in order of time; sales negative. `price` is the market's before costs, `amount` quantity x price,
 * `cost` the sum of the four kinds. `reason` is an index of {@link tradeReasons}.
 */
export interface StrategyTrades {
  readonly day: Int32Array;
  readonly instrument: Int32Array;
  readonly quantity: Float64Array;
  readonly price: Float64Array;
  readonly amount: Float64Array;
  readonly commission: Float64Array;
  readonly spread: Float64Array;
  readonly slippage: Float64Array;
  readonly impact: Float64Array;
  readonly cost: Float64Array;
  readonly reason: Int8Array;
}

/** What happened to an instrument. `amount`: money of a dividend, ratio of a split; 0 otherwise. */
export interface StrategyEvent {
  readonly kind: 'listed' | 'ended' | 'delisted' | 'halted' | 'split' | 'dividend';
  readonly instrument: InstrumentId;
  readonly day: Day;
  readonly amount: number;
}

/** Lots that were closed. Gain is after the costs of both trades. */
export interface ClosedLots {
  readonly opened: Int32Array;
  readonly closed: Int32Array;
  readonly instrument: Int32Array;
  readonly quantity: Float64Array;
  readonly gain: Float64Array;
  readonly longTerm: Uint8Array;
}

/** Taxes that were paid, and what is carried or not yet taxed at the end. */
export interface TaxesPaid {
  readonly shortTerm: number;
  readonly longTerm: number;
  readonly dividends: number;
  readonly total: number;
  readonly days: Int32Array;
  readonly amounts: Float64Array;
  /** Losses at the end that are still to be used, >= 0. */
  readonly shortLossCarried: number;
  readonly longLossCarried: number;
  /** Gain of what is held at the end. */
  readonly unrealised: number;
  readonly lots: ClosedLots;
}

/** What kept the fast path from being taken. */
export type EventReason =
  | 'asked-for'
  | 'open'
  | 'whole-shares'
  | 'minimum-trade'
  | 'costs'
  | 'taxes'
  | 'rebalancing'
  | 'flows'
  | 'dividends'
  | 'splits'
  | 'delistings'
  | 'gaps'
  | 'short-or-borrowed'
  | 'looks-at-holding'
  | 'quantities';

/** What could not be counted for want of data. */
export type LeftOut = 'impact-without-volume' | 'open-without-opens';

/** Who made a result, and of what: two results with one stamp and one question are equal to the bit. */
export interface BacktestStamp {
  readonly engineVersion: string;
  readonly kernel: KernelName;
  readonly seed: number;
  readonly dataHash: string;
}

/** What a strategy would have given. Money in the currency of the market; days are trading days of the run. */
export interface StrategyResult {
  readonly path: 'vectorized' | 'by-event';
  /** Why not vectorized; empty when it is. */
  readonly eventReasons: readonly EventReason[];
  readonly leftOut: readonly LeftOut[];
  readonly instruments: readonly InstrumentId[];
  readonly days: Int32Array;
  /** At the close, after trades, costs and taxes of the day: cash and positions together. */
  readonly values: Float64Array;
  readonly cash: Float64Array;
  readonly positions: Float64Array;
  /** Growth of one unit held from before the first trades, flows taken out. */
  readonly index: Float64Array;
  /** Days on which weights were set or brought back, and the weights after that day's trades, row by row: the instruments, then cash. */
  readonly rebalances: Int32Array;
  readonly weights: Float64Array;
  readonly trades: StrategyTrades;
  readonly costs: {
    readonly commission: number;
    readonly spread: number;
    readonly slippage: number;
    readonly impact: number;
    readonly total: number;
  };
  readonly dividends: number;
  readonly interest: {
    readonly earned: number;
    /** Paid, >= 0. */
    readonly margin: number;
    readonly shortFees: number;
  };
  readonly flows: number;
  readonly taxes?: TaxesPaid;
  /** One-way, a year: half the amounts traded after the first rebalancing, over the mean value. */
  readonly turnover: number;
  /** Fractions of the value at each close: long and short together, and their difference. */
  readonly exposure: { readonly gross: Float64Array; readonly net: Float64Array };
  readonly events: readonly StrategyEvent[];
  readonly measures: PerformanceMeasures;
  readonly trials: number;
  readonly stamp: BacktestStamp;
}
