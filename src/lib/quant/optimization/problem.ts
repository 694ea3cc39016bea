import type { InstrumentId } from '$lib/domain/instruments';
import type { RiskSpec } from '$lib/quant/risk';
import type { Cardinality, MinimumPosition, SearchReport } from './count-types';
import type { BorrowingLimit, InstrumentFigure, MarginLimit } from './financing';
import type { Exclusion, NoBuy, NoSale, PositionCap, PositionFloor, Rule } from './position-limits';
import type { LotQueue, RealisedGainsLimit, RealisedSales, SaleAnchor, TaxRates } from './taxed-lots';
import type { InstrumentWeight, Objective, ReturnUncertainty, Scenarios, TradingCosts } from './objective';
import type { InfeasiblePortfolio } from './infeasible-portfolio';

export type { Cardinality, MinimumPosition, SearchLimits, SearchReport } from './count-types';
export type { BorrowingLimit, BorrowingTier, InstrumentFigure, MarginLimit } from './financing';
export type { Exclusion, NoBuy, NoSale, PositionCap, PositionFloor } from './position-limits';
export type { LotQueue, LotSale, RealisedGainsLimit, RealisedSales, SaleAnchor, TaxLot, TaxRates } from './taxed-lots';
export type { Attainable, InfeasiblePortfolio, Remedy } from './infeasible-portfolio';
export type {
  InstrumentWeight,
  MomentObjective,
  Objective,
  ReturnUncertainty,
  RiskObjective,
  Scenarios,
  TradingCosts
} from './objective';

/** No weight moves by more than this from what is held now. */
export interface TradeSize extends Rule {
  readonly kind: 'trade-size';
  readonly maximum: number;
}

/** The members together, a sector for one, between two fractions of the whole. Members outside the universe are ignored. */
export interface GroupLimit {
  readonly kind: 'group';
  readonly id: string;
  readonly name: string;
  readonly members: readonly InstrumentId[];
  readonly lower?: number;
  readonly upper?: number;
}

/**
 * A sum of weights times a figure of each instrument between two limits: beta, a factor's loading, yield, a score,
 * leverage seen through a fund. An instrument without a figure counts as zero. With `average` it is their mean by weight
 * over the instruments that have a figure, and the rule has one limit: (sum of w (f - limit)) >= 0 or <= 0.
 */
export interface ExposureLimit {
  readonly kind: 'exposure';
  readonly id: string;
  readonly name: string;
  readonly figures: readonly InstrumentFigure[];
  /** True where the figures are fractions, read as percent. */
  readonly fraction?: true;
  readonly average?: true;
  readonly lower?: number;
  readonly upper?: number;
}

/** Cash as a fraction of the whole; exactly the minimum unless a maximum is given. It earns the risk-free rate. */
export interface CashLimit {
  readonly kind: 'cash';
  readonly id: string;
  readonly minimum: number;
  readonly maximum?: number;
}

/** At most this share of the whole changes hands: half of all changes of weights, cash among them. */
export interface TurnoverLimit {
  readonly kind: 'turnover';
  readonly id: string;
  readonly maximum: number;
}

/**
 * Long and short positions together, cash left out, at most this multiple of the whole. With `multiples` each counts so
 * many times (the leverage of a fund, either sign), 1 where absent.
 */
export interface GrossLimit {
  readonly kind: 'gross-exposure';
  readonly id: string;
  readonly maximum: number;
  readonly multiples?: readonly InstrumentFigure[];
}

/** Annual volatility of what the weights differ by from the benchmark's. Cash has none. */
export interface TrackingErrorLimit {
  readonly kind: 'tracking-error';
  readonly id: string;
  readonly benchmark: readonly InstrumentWeight[];
  readonly maximum: number;
}

/** Annual volatility. */
export interface VolatilityLimit {
  readonly kind: 'volatility';
  readonly id: string;
  readonly maximum: number;
}

/** Risk by a convex measure of the scenarios, for one period as the measure counts it, at most this. */
export interface RiskLimit {
  readonly kind: 'risk-limit';
  readonly id: string;
  readonly risk: RiskSpec;
  readonly maximum: number;
}

/** A rule that weights obey, with an id that answers name. */
export type Constraint =
  | PositionCap
  | PositionFloor
  | Exclusion
  | NoSale
  | NoBuy
  | TradeSize
  | GroupLimit
  | ExposureLimit
  | CashLimit
  | TurnoverLimit
  | GrossLimit
  | TrackingErrorLimit
  | VolatilityLimit
  | Cardinality
  | MinimumPosition
  | RiskLimit
  | BorrowingLimit
  | MarginLimit
  | RealisedGainsLimit;

/** Ids of the rules that every problem has. */
export type OwnConstraint = 'budget' | 'long-only' | 'target-return' | 'target-volatility' | 'target-risk';

/**
 * A mean-variance problem: weights of the instruments and cash add up to 1, none is below zero unless a floor lets it.
 * Moments are annual, covariance full n x n, row-major, positive semidefinite. Without a cash rule there is no cash.
 */
export interface OptimizationProblem {
  readonly instruments: readonly InstrumentId[];
  readonly covariance: Float64Array;
  readonly expectedReturns: Float64Array;
  /** Expected returns before views, for reasons to say what those did. */
  readonly priorReturns?: Float64Array;
  readonly riskFreeRate: number;
  readonly objective: Objective;
  readonly constraints: readonly Constraint[];
  /** Weights held now: what rules on trades count from, zero when absent. */
  readonly currentWeights?: Float64Array;
  /** What measures of risk other than those of the covariance look at. */
  readonly scenarios?: Scenarios;
  /** Where given, aims and targets count the worst expected return. */
  readonly uncertainty?: ReturnUncertainty;
  /** Where given, aims and targets count returns after costs. */
  readonly tradingCosts?: TradingCosts;
  /** Open lots of what is held now, for rules on gains and taxes. */
  readonly lots?: readonly LotQueue[];
  /** Where given, aims and targets count returns after tax on what is sold. */
  readonly taxes?: TaxRates;
  /** Where gains that are not convex are counted exactly; the optimizer finds them itself. */
  readonly saleAnchors?: readonly SaleAnchor[];
  /** Rounds by which gains that are not convex are counted better, 4 where absent; none leaves them at most too high. */
  readonly saleRounds?: number;
}

/** Weights and what they are expected to give: annual return with cash, volatility, and excess return over volatility (0 without risk). */
export interface PortfolioPoint {
  readonly weights: Float64Array;
  readonly cash: number;
  readonly expectedReturn: number;
  readonly volatility: number;
  readonly sharpe: number;
}

/** A binding rule with the multiplier of the optimality condition, >= 0; the instrument where a bound binds. */
export interface Multiplier {
  readonly constraint: string;
  readonly instrument?: InstrumentId;
  readonly value: number;
}

/**
 * Why a weight is what it is.
 * at-cap: its cap stops it. group-full: held, its group at its upper limit. group-needed: held for its group's lower limit.
 * out-return: zero, its return is below what its risk asks. out-risk: zero, it adds more risk than it spreads (no
 * return counts). out-group: zero, its full group has better. hedge: held, it moves little with, or against, the
 * rest. pays: held, more risk than average, paid by return. spreads: held, in line with the whole. at-floor: held because
 * a rule asks for so much. sold-short: below zero, what it brings is less than what it
 * offsets. left-out: zero, a limit on the number of positions keeps it out. limited: a rule on trading or on risk, not its own merit, decides how much.
 */
export type ReasonCode =
  | 'at-cap'
  | 'group-full'
  | 'group-needed'
  | 'out-return'
  | 'out-risk'
  | 'out-group'
  | 'hedge'
  | 'pays'
  | 'spreads'
  | 'at-floor'
  | 'sold-short'
  | 'left-out'
  | 'limited';

/**
 * One term of the optimality condition of a weight. Risk of the covariance is split into what the instrument's own variance
 * brings (`own-risk`) and what it shares with the rest (`co-movement`), an expected return into the estimate (`return`) and
 * what views added to it (`view`).
 */
export interface ReasonTerm {
  readonly term:
    | 'risk'
    | 'own-risk'
    | 'co-movement'
    | 'return'
    | 'view'
    | 'cost'
    | 'budget'
    | 'group'
    | 'exposure'
    | 'cap'
    | 'floor'
    | 'trading'
    | 'risk-limit'
    | 'borrowing'
    | 'tax';
  readonly value: number;
  readonly constraint?: string;
}

/**
 * The optimality condition of one weight: terms that add up to zero, divided by the variance of the portfolio, so
 * that the terms of risk together are the instrument's beta to the suggested portfolio. Above zero a term asks for less. `companion` is the held instrument it moves with
 * most (for a hedge, the one it offsets most) with their correlation.
 */
export interface Reason {
  readonly instrument: InstrumentId;
  readonly weight: number;
  readonly code: ReasonCode;
  readonly constraint?: string;
  readonly companion?: { readonly instrument: InstrumentId; readonly correlation: number };
  readonly terms: readonly ReasonTerm[];
}

/**
 * The best weights with the proof. `riskTolerance` is t of the equivalent problem min 1/2 w'Cw - t (m - r)'w, or with a
 * measure of risk min risk(w) - t (m - r)'w.
 */
export interface OptimalPortfolio extends PortfolioPoint {
  readonly status: 'optimal';
  readonly multipliers: readonly Multiplier[];
  readonly reasons: readonly Reason[];
  readonly kkt: { readonly stationarity: number; readonly feasibility: number; readonly complementarity: number };
  readonly riskTolerance: number;
  /** Risk by the measure of the aim, where it has one. */
  readonly risk?: number;
  /** The annual return that the aim counts, where it is not the expected one: in the worst case and after costs. */
  readonly countedReturn?: number;
  /** How good it is, where rules on the number or the least size of positions made it a choice; the rest is of what is held. */
  readonly search?: SearchReport;
  /** What is sold of each lot, where gains count. */
  readonly realised?: RealisedSales;
}

/** No allowed portfolio is expected to earn more than cash, so that no Sharpe ratio is positive. */
export interface NoExcess {
  readonly status: 'no-excess';
  readonly greatestReturn: number;
}

/** The solver gave up. */
export interface FailedOptimization {
  readonly status: 'failed';
  readonly reason: string;
}

/** Outcome of {@link optimizePortfolio}. */
export type OptimizationResult = OptimalPortfolio | InfeasiblePortfolio | NoExcess | FailedOptimization;
