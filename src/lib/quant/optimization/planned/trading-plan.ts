import type { InstrumentId } from '$lib/domain/instruments';
import { feasibleSet, portfolioPoint } from '../feasible-set';
import { optimizePortfolio } from '../optimal-portfolio';
import type {
  Constraint,
  FailedOptimization,
  InfeasiblePortfolio,
  OptimizationProblem,
  PortfolioPoint,
  TradeSize,
  TradingCosts,
  TurnoverLimit
} from '../problem';
import { COSTS, costOfTrade, sizeOf } from '../program/counted-return';
import { combination, constantOf, scaled, sumOf, variable, type Expression } from '../program/expression';
import { PortfolioProgram } from '../program/portfolio-program';
import { poseRules, RETURN, RISK } from '../program/ruled-program';
import { PeriodProgram } from './period-program';

/** What is expected in each period, how long one is, and what it costs to get there. */
export interface PlanOptions {
  /** Expected annual returns of each period in turn, one array a period. */
  readonly forecasts: readonly Float64Array[];
  readonly periodsPerYear: number;
  readonly riskAversion: number;
  /** Paid once for each trade. */
  readonly costs: Omit<TradingCosts, 'perYear'>;
}

/** The weights of a period as planned, with the change of weights that leads there. */
export interface PlannedPeriod extends PortfolioPoint {
  readonly trades: Float64Array;
  /** Half of all changes, cash among them. */
  readonly turnover: number;
  readonly cost: number;
}

/** A plan. Only the trades of the first period are to be made: the next plan begins where they have led. */
export interface TradingPlan {
  readonly status: 'planned';
  readonly periods: readonly PlannedPeriod[];
  /** Sum over periods of return over cash less half the aversion times variance, a period each, less costs. */
  readonly value: number;
}

/**
 * Weights of several periods chosen at once: the most return over cash, less half the risk aversion times variance, less
 * costs of trading, summed over the periods, all rules in each. Limits on turnover and on single trades count from the
 * period before; those on what may be bought or sold, from what is held now. Weights change by trades alone: what prices do
 * between is left out. The aim of the problem, its costs and its uncertainty are ignored. One conic program.
 * @throws RangeError without periods, on a wrong shape, or when aversion or the number of periods a year is not positive.
 * Source: Boyd and others, Multi-period trading via convex optimization (2017), chapter 5.
 */
export function tradingPlan(
  problem: OptimizationProblem,
  { forecasts, periodsPerYear, riskAversion, costs }: PlanOptions
): TradingPlan | InfeasiblePortfolio | FailedOptimization {
  const n = problem.instruments.length;
  if (forecasts.length === 0 || !forecasts.every((one) => one.length === n && one.every(Number.isFinite)))
    throw new RangeError(`forecasts of ${forecasts.length} periods for n = ${n}`);
  if (!(periodsPerYear > 0 && riskAversion > 0))
    throw new RangeError(`${periodsPerYear} periods a year, ${riskAversion}`);
  const { tradingCosts: _, uncertainty: __, ...plain } = problem;
  const now: OptimizationProblem = { ...plain, objective: { kind: 'minimum-variance' } };
  const first: OptimizationProblem = { ...now, constraints: now.constraints.filter(({ kind }) => kind !== 'turnover') };
  const later: OptimizationProblem = { ...now, constraints: now.constraints.filter((rule) => !isBetweenPeriods(rule)) };
  const possible = optimizePortfolio(now);
  if (possible.status === 'infeasible' || possible.status === 'failed') return possible;
  const program = new PortfolioProgram(n * forecasts.length);
  const weightAt = (k: number, j: number): Expression =>
    k < 0 ? constantOf(problem.currentWeights?.[j] ?? 0) : variable(k * n + j);
  const { quadratic: _squares, ...other } = costs;
  const squares = costs.quadratic?.map((one) => periodsPerYear * one) ?? new Float64Array(n);
  program.minimiseQuadratic(curvature(problem.covariance, riskAversion, squares, forecasts.length), 1, RISK);
  const held = problem.currentWeights ?? new Float64Array(n);
  program.minimise(combination(squares.map((one, j) => -2 * one * (held[j] ?? 0))));
  forecasts.forEach((forecast, k) => {
    const period = new PeriodProgram(program, k * n, n);
    const ruled = k === 0 ? first : later;
    const set = feasibleSet(ruled);
    poseRules(period, ruled, set);
    const excess = forecast.map((one) => one - problem.riskFreeRate);
    period.minimise(scaled(combination(excess), -1), RETURN);
    const trades = Array.from({ length: n }, (_unused, j) => sumOf(weightAt(k, j), scaled(weightAt(k - 1, j), -1)));
    const sizes = new Map<number, Expression>();
    // One size a trade, shared by its cost and the limits on it: doubles would leave the solver without a single answer.
    const sized = (j: number, trade: Expression): Expression => {
      const known = sizes.get(j) ?? sizeOf(program, trade, COSTS);
      sizes.set(j, known);
      return known;
    };
    trades.forEach((trade, j) =>
      program.minimise(
        scaled(
          costOfTrade(program, trade, other, j, () => sized(j, trade)),
          periodsPerYear
        )
      )
    );
    const isFull = set.cash.minimum === set.cash.maximum && k > 0;
    for (const rule of problem.constraints) {
      if (rule.kind === 'turnover') {
        const cash = isFull ? [] : [sizeOf(program, sumOf(...trades), rule.id)];
        const all = sumOf(...trades.map((trade, j) => sized(j, trade)), ...cash);
        program.nonnegative(sumOf(constantOf(2 * rule.maximum), scaled(all, -1)), rule.id);
      } else if (rule.kind === 'trade-size' && k > 0)
        trades.forEach((trade, j) => {
          if (isAbout(rule, problem.instruments[j])) limitTrade(program, trade, rule);
        });
    }
  });
  const solved = program.solve();
  if (solved.status !== 'optimal')
    return { status: 'failed', reason: solved.status === 'failed' ? solved.reason : `later periods: ${solved.status}` };
  const weights = forecasts.map((_forecast, k) => solved.weights.slice(k * n, (k + 1) * n));
  const anchor = squares.reduce((sum, one, j) => sum + one * (held[j] ?? 0) ** 2, 0);
  return {
    status: 'planned',
    periods: weights.map((one, k) => planned(problem, forecasts[k] ?? one, costs, one, weights[k - 1])),
    value: -(solved.objective + anchor) / periodsPerYear
  };
}

/** Second derivatives over the weights of all periods: aversion times the covariance of each, and squares of trades between. */
function curvature(covariance: Float64Array, aversion: number, squares: Float64Array, periods: number): Float64Array {
  const n = squares.length;
  const size = n * periods;
  const matrix = new Float64Array(size * size);
  for (let k = 0; k < periods; k++)
    for (let i = 0; i < n; i++) {
      const row = (k * n + i) * size;
      for (let j = 0; j < n; j++) matrix[row + k * n + j] = aversion * (covariance[i * n + j] ?? 0);
      const bend = 2 * (squares[i] ?? 0);
      matrix[row + k * n + i] += k + 1 < periods ? 2 * bend : bend;
      if (k > 0) matrix[row + (k - 1) * n + i] = -bend;
      if (k + 1 < periods) matrix[row + (k + 1) * n + i] = -bend;
    }
  return matrix;
}

const isBetweenPeriods = (rule: Constraint): rule is TurnoverLimit | TradeSize =>
  rule.kind === 'turnover' || rule.kind === 'trade-size';

const isAbout = ({ instruments }: TradeSize, id: InstrumentId | undefined): boolean =>
  id !== undefined && (instruments === undefined || instruments.includes(id));

/** Holds a trade within a limit either way. */
function limitTrade(program: PortfolioProgram, trade: Expression, { maximum, id }: TradeSize): void {
  program.nonnegative(sumOf(constantOf(maximum), trade), id);
  program.nonnegative(sumOf(constantOf(maximum), scaled(trade, -1)), id);
}

function planned(
  problem: OptimizationProblem,
  forecast: Float64Array,
  { linear, quadratic, power }: PlanOptions['costs'],
  weights: Float64Array,
  before: Float64Array | undefined
): PlannedPeriod {
  const from = before ?? problem.currentWeights ?? new Float64Array(weights.length);
  const trades = weights.map((one, j) => one - (from[j] ?? 0));
  const moved = trades.reduce((sum, one) => sum + Math.abs(one), 0);
  const cash = Math.abs(trades.reduce((sum, one) => sum + one, 0));
  const cost = trades.reduce((sum, one, j) => {
    const size = Math.abs(one);
    return (
      sum + (linear?.[j] ?? 0) * size + (quadratic?.[j] ?? 0) * size * size + (power?.[j] ?? 0) * size * Math.sqrt(size)
    );
  }, 0);
  const point = portfolioPoint({ ...problem, expectedReturns: forecast }, weights);
  return { ...point, trades, turnover: (moved + cash) / 2, cost };
}

/**
 * Forecasts that fade: from what is expected now to an equilibrium, half of the way in every `halfLife` periods.
 * @throws RangeError when the half-life is not positive.
 */
export function fadingForecasts(
  now: Float64Array,
  equilibrium: Float64Array,
  { periods, halfLife }: { readonly periods: number; readonly halfLife: number }
): Float64Array[] {
  if (!(halfLife > 0)) throw new RangeError(`half-life: ${halfLife}`);
  return Array.from({ length: periods }, (_, k) => {
    const left = 0.5 ** (k / halfLife);
    return now.map((one, j) => (equilibrium[j] ?? 0) + left * (one - (equilibrium[j] ?? 0)));
  });
}
