import { exp, log1p } from '$lib/math/elementary';
import { Holdings } from '../holdings';
import { TradeLog } from '../trade-log';
import type { WeightPlan } from './weight-plan';

/** Holdings of a plan on their way through time, and what is done on the days that are known beforehand. */
export class RunningWeights {
  readonly log: TradeLog;
  readonly holdings: Holdings;
  readonly rebalances: number[] = [];
  tradedFirst = 0;
  /** Index of the first decision; the length of the span when there is none. */
  readonly begun: number;
  /** Indices on which something is known to be done or written down, the first and the last of all among them; in order. */
  readonly stops: Int32Array;
  private readonly decided: ReadonlyMap<number, Float64Array>;
  private readonly calendar: ReadonlySet<number>;
  private readonly recorded: ReadonlySet<number> | undefined;
  private readonly growth: number;
  private nextEvent: number;

  constructor(private readonly plan: WeightPlan) {
    const { history, decisions } = plan;
    const { length } = history.days;
    this.begun = decisions[0]?.at ?? length;
    this.decided = new Map(decisions.map(({ at, weights }) => [at, weights]));
    this.calendar = new Set(plan.calendar.filter((at) => at > this.begun));
    this.recorded = plan.recorded && new Set(plan.recorded);
    const traded = new Set([...this.calendar, ...this.decided.keys()]);
    const events = history.events.map(({ at }) => at);
    this.stops = Int32Array.from(new Set([0, ...traded, ...(this.recorded ?? []), ...events, length - 1])).sort();
    this.log = new TradeLog(traded.size * history.rows.length + events.length);
    this.holdings = new Holdings(history, plan.costs, this.log, plan.initialValue);
    this.growth = log1p(plan.cashRate) / 365;
    this.nextEvent = history.events.findIndex(({ at }) => at > 0);
  }

  /** Cash after day `from` up to day `to`, with interest. */
  keepCash(cash: Float64Array, from: number, to: number): void {
    const { days } = this.plan.history;
    const { holdings, growth } = this;
    if (growth === 0) cash.fill(holdings.cash, from + 1, to + 1);
    else for (let t = from + 1; t <= to; t++) cash[t] = holdings.cash * exp(growth * (days[t] - days[from]));
    holdings.cash = cash[to];
  }

  /** Whether weights are traded into on a day, that of a breach of a band or one known beforehand. */
  trades(at: number, breached = false): boolean {
    return breached || this.calendar.has(at) || this.decided.has(at);
  }

  /** Target weights that are traded into on the day of each stop; undefined where nothing is. */
  targets(): (Float64Array | undefined)[] {
    let current: Float64Array = new Float64Array(this.plan.history.rows.length);
    return Array.from(this.stops, (at) => {
      const wanted = this.decided.get(at);
      if (wanted) current = wanted.some(Number.isNaN) ? wanted.map((one, i) => (one >= 0 ? one : current[i])) : wanted;
      return this.trades(at) ? current : undefined;
    });
  }

  /** Whether weights are written down on a day. */
  records(at: number, breached = false): boolean {
    return this.recorded ? this.recorded.has(at) : this.trades(at, breached);
  }

  /** What is done at the close of a day: comings to market and endings, then trades. Whether anything has changed. */
  act(at: number, breached = false): boolean {
    const { holdings, rebalances } = this;
    const { events } = this.plan.history;
    const { cash } = holdings;
    const traded = this.trades(at, breached);
    for (; this.nextEvent >= 0 && events[this.nextEvent]?.at === at; this.nextEvent++) {
      const { kind, column } = events[this.nextEvent];
      if (kind === 'ended') holdings.leave(column, at);
      else if (traded) holdings.listed[column] = true;
      else holdings.enter(column, at);
    }
    if (!traded) return holdings.cash !== cash;
    const wanted = this.decided.get(at);
    if (wanted) holdings.aim(wanted);
    holdings.rebalance(at, wanted);
    if (rebalances.length === 0) this.tradedFirst = holdings.traded;
    rebalances.push(at);
    return true;
  }
}
