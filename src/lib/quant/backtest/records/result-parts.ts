import type { EventRun } from '../by-event/run';
import type { ExecutionSettings } from '../settings';
import { indexFrom } from '../market/market-span';
import { tradeReasons, type StrategyResult, type StrategyTrades } from '../strategy-result';
import type { WeightRun } from '../vectorized/weight-plan';
import { joined } from '../vectorized/weight-rows';

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

/** The part of a run that was valued at once. Columns that are equal throughout are one array. */
export function fromWeights(run: WeightRun, { costs, at, financing }: ExecutionSettings): MoneyPart {
  const { plan, holdings, cash, rebalances } = run;
  const { days } = plan.history;
  const { length } = days;
  const [values, positions, share] = [new Float64Array(length), new Float64Array(length), new Float64Array(length)];
  for (let t = 0; t < length; t++) {
    positions[t] = run.values[t] - cash[t];
    values[t] = cash[t] + positions[t];
    share[t] = positions[t] / values[t];
  }
  const { trades, paid } = chargedTrades(run, costs);
  return {
    values,
    cash,
    positions,
    rebalances: Int32Array.from(rebalances, (one) => days[one]),
    weights: run.weights,
    trades,
    costs: paid,
    dividends: 0,
    interest: {
      earned: financing.cashRate === 0 ? 0 : earned(cash, trades, plan.initialValue, days),
      margin: 0,
      shortFees: 0
    },
    exposure: { gross: share, net: share },
    events: [],
    leftOut: at === 'open' ? ['open-without-opens'] : [],
    flows: new Float64Array(length),
    traded: holdings.traded,
    tradedFirst: run.tradedFirst
  };
}

/** Trades with their costs by kind, and the sums of those. */
function chargedTrades(
  { log, plan }: WeightRun,
  { rate, fixed, spread, slippage }: ExecutionSettings['costs']
): { trades: StrategyTrades; paid: StrategyResult['costs'] } {
  const columns = log.finished();
  const { amount, cost, day } = columns;
  const none = new Float64Array(amount.length);
  const part = (factor: number, each = 0): Float64Array => {
    if (factor === 0 && each === 0) return none;
    const column = new Float64Array(amount.length);
    for (let k = 0; k < column.length; k++) column[k] = Math.abs(amount[k]) * factor + each;
    return column;
  };
  const trades = {
    ...columns,
    commission: spread === 0 && slippage === 0 ? cost : part(rate, fixed),
    spread: part(spread / 2),
    slippage: part(slippage),
    impact: none,
    reason: reasonsOf(
      day,
      plan.decisions.map((one) => plan.history.days[one.at])
    )
  };
  const total = sum(cost);
  const paid = {
    commission: trades.commission === cost ? total : sum(trades.commission),
    spread: trades.spread === none ? 0 : sum(trades.spread),
    slippage: trades.slippage === none ? 0 : sum(trades.slippage),
    impact: 0,
    total
  };
  return { trades, paid };
}

/** Trades of days with a decision, and those of days without: returns to the weights. */
function reasonsOf(day: Int32Array, decided: readonly number[]): Int8Array {
  const reasons = new Int8Array(day.length).fill(tradeReasons.indexOf('rebalancing'));
  const decision = tradeReasons.indexOf('decision');
  for (const one of decided) reasons.fill(decision, indexFrom(day, one), indexFrom(day, one + 1));
  return reasons;
}

/** What cash has earned: what it is at the end over what the trades left of it. */
function earned(cash: Float64Array, trades: StrategyTrades, initialValue: number, days: Int32Array): number {
  return cash[days.length - 1] - (initialValue - sum(trades.amount) - sum(trades.cost));
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let k = 0; k < values.length; k++) total += values[k];
  return total;
}
