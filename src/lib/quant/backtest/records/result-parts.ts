import type { EventRun } from '../by-event/run';
import type { ExecutionSettings } from '../settings';
import { tradeReasons, type StrategyResult, type StrategyTrades } from '../strategy-result';
import { joined, type WeightRun } from '../vectorized/weight-run';

/** What each path knows of a result. */
export interface MoneyPart extends Pick<
  StrategyResult,
  | 'values'
  | 'cash'
  | 'positions'
  | 'rebalances'
  | 'weights'
  | 'trades'
  | 'costs'
  | 'dividends'
  | 'interest'
  | 'taxes'
  | 'exposure'
  | 'events'
  | 'leftOut'
> {
  readonly flows: Float64Array;
  readonly traded: number;
  readonly tradedFirst: number;
}

/** The part of a run by event. */
export function fromEvents(run: EventRun): MoneyPart {
  const { record, log } = run;
  return {
    values: record.values,
    cash: record.cash,
    positions: record.positions,
    rebalances: Int32Array.from(record.rebalances),
    weights: joined(record.rows),
    trades: log.finished(),
    costs: log.costs(),
    dividends: run.dividends,
    interest: run.interest,
    ...(run.taxes && { taxes: run.taxes }),
    exposure: { gross: record.gross, net: record.net },
    events: run.events,
    leftOut: run.leftOut,
    flows: record.flows,
    traded: log.traded,
    tradedFirst: run.tradedFirst
  };
}

/** The part of a run that was valued at once. */
export function fromWeights(run: WeightRun, { costs, at, financing }: ExecutionSettings): MoneyPart {
  const { plan, holdings, cash, rebalances } = run;
  const { days } = plan.history;
  const positions = run.values.map((value, t) => value - cash[t]);
  const values = positions.map((value, t) => cash[t] + value);
  const share = positions.map((value, t) => value / values[t]);
  const { day, instrument, quantity, price, amount, cost } = run.log.finished();
  const part = (factor: number, fixed = 0): Float64Array => {
    const column = new Float64Array(amount.length);
    if (factor !== 0 || fixed !== 0)
      for (let k = 0; k < column.length; k++) column[k] = Math.abs(amount[k]) * factor + fixed;
    return column;
  };
  const trades: StrategyTrades = {
    day,
    instrument,
    quantity,
    price,
    amount,
    commission: part(costs.rate, costs.fixed),
    spread: part(costs.spread / 2),
    slippage: part(costs.slippage),
    impact: new Float64Array(amount.length),
    cost,
    reason: reasonsOf(day, new Set(plan.decisions.map((one) => days[one.at])))
  };
  const paid = {
    commission: sum(trades.commission),
    spread: sum(trades.spread),
    slippage: sum(trades.slippage),
    impact: 0
  };
  return {
    values,
    cash,
    positions,
    rebalances: Int32Array.from(rebalances, (one) => days[one]),
    weights: run.weights,
    trades,
    costs: { ...paid, total: sum(cost) },
    dividends: 0,
    interest: {
      earned: financing.cashRate === 0 ? 0 : earned(cash, trades, plan.initialValue, days),
      margin: 0,
      shortFees: 0
    },
    exposure: { gross: share, net: Float64Array.from(share) },
    events: [],
    leftOut: at === 'open' ? ['open-without-opens'] : [],
    flows: new Float64Array(days.length),
    traded: holdings.traded,
    tradedFirst: run.tradedFirst
  };
}

/** Trades of days with a decision, and those of days without: returns to the weights. */
function reasonsOf(day: Int32Array, decided: ReadonlySet<number>): Int8Array {
  const reasons = new Int8Array(day.length);
  const [decision, rebalancing] = [tradeReasons.indexOf('decision'), tradeReasons.indexOf('rebalancing')];
  for (let k = 0; k < day.length; k++) {
    reasons[k] = day[k] === day[k - 1] ? reasons[k - 1] : decided.has(day[k]) ? decision : rebalancing;
  }
  return reasons;
}

/** What cash has earned: what it is at the end over what the trades left of it. */
function earned(cash: Float64Array, trades: StrategyTrades, initialValue: number, days: Int32Array): number {
  return cash[days.length - 1] - (initialValue - sum(trades.amount) - sum(trades.cost));
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
