import { civilFromDay, dayFromNumber } from '$lib/domain/calendar';
import { CostModel } from '../costs/cost-model';
import { TaxAccount } from '../lots/tax-account';
import { byDay, isPrice, type MarketSpan } from '../market/market-span';
import { Executor, type Moment } from '../orders/executor';
import { DailyRecord } from '../records/daily-record';
import { StrategyTradeLog } from '../records/strategy-trade-log';
import type { LeftOut, StrategyBacktest, StrategyEvent, TaxesPaid } from '../strategy-result';
import { Account } from './account';
import { Evenings, type Worth } from './evenings';
import { flowsByDay } from './flows';
import { MoneyMarket } from './money';
import { Tape } from './tape';

/** What a run by event leaves. */
export interface EventRun {
  readonly record: DailyRecord;
  readonly log: StrategyTradeLog;
  readonly tradedFirst: number;
  readonly events: readonly StrategyEvent[];
  readonly dividends: number;
  readonly interest: MoneyMarket['paid'];
  readonly taxes: TaxesPaid | undefined;
  readonly leftOut: readonly LeftOut[];
}

/**
 * A strategy day by day: splits, interest, flows and dividends before the open; trades at the open or at the close; endings
 * and taxes at the close; in the evening the strategy is asked with what it can have seen, and the rebalancing rule after it.
 */
export function eventRun(
  question: StrategyBacktest,
  span: MarketSpan,
  periodsPerYear: number,
  onProgress?: (done: number, total: number) => void
): EventRun {
  const run = new Simulation(question, span, periodsPerYear);
  for (let t = span.from; t < span.to; t++) {
    run.day(t);
    if (((t - span.from) & 63) === 63 || t === span.to - 1) onProgress?.(t - span.from, span.to - span.from - 1);
  }
  return run.finished();
}

class Simulation {
  private readonly account: Account;
  private readonly tape: Tape;
  private readonly executor: Executor;
  private readonly evenings: Evenings;
  private readonly money: MoneyMarket;
  private readonly taxes: TaxAccount | undefined;
  private readonly record: DailyRecord;
  private readonly log = new StrategyTradeLog();
  private readonly events: StrategyEvent[] = [];
  private readonly atOpen: boolean;
  private readonly flows: Float64Array;
  private readonly income: Float64Array;
  private readonly on;
  private dividends = 0;
  private readonly worth: Worth;
  private tradedFirst = 0;
  private set = false;

  constructor(
    private readonly question: StrategyBacktest,
    private readonly span: MarketSpan,
    periodsPerYear: number
  ) {
    const { execution, initialValue } = question;
    const { instruments, days, from, to, market } = span;
    const n = instruments.length;
    this.taxes = execution.taxes && new TaxAccount(n, execution.taxes);
    this.account = new Account(n, initialValue, new CostModel(execution.costs, span), this.log, this.taxes);
    this.tape = new Tape(span, execution.endedAfter);
    this.executor = new Executor(this.account, this.tape, execution, (column, day) =>
      this.happened('halted', column, day)
    );
    this.evenings = new Evenings(
      question,
      span,
      { account: this.account, tape: this.tape, executor: this.executor },
      periodsPerYear
    );
    this.money = new MoneyMarket(execution.financing, instruments);
    this.record = new DailyRecord(days.subarray(from, to), n);
    this.atOpen = execution.at === 'open' && market.opens !== undefined;
    this.on = { splits: byDay(span.splits), dividends: byDay(span.dividends), delistings: byDay(span.delistings) };
    this.flows = flowsByDay(question.flows, question, span);
    this.income = flowsByDay(question.income, question, span);
    this.worth = { peak: initialValue, invested: initialValue };
    this.evenings.before(from, this.worth, false);
  }

  /** One trading day, and the evening after it. */
  day(t: number): void {
    const { span, account, tape, executor, record } = this;
    const day = span.days[t];
    account.costs.on(t);
    this.beforeOpen(t, day);
    let traded = false;
    if (this.atOpen) traded = executor.execute(t, () => this.openOf(t, day));
    const { listed, ended } = tape.advance(t);
    for (const column of ended) this.leave(column, day, tape.last[column], 'ended');
    for (const { column, value } of this.on.delistings.get(t) ?? []) {
      tape.delist(column);
      this.leave(column, day, tape.last[column] * (1 + value), 'delisted');
    }
    for (const column of listed) {
      this.happened('listed', column, day);
      if (account.units[column] === 0) executor.expect(column);
    }
    if (!this.atOpen) {
      traded = executor.execute(t, () => ({ at: t, day, prices: tape.last, tradable: tradableOf(tape) }));
    }
    this.payTaxes(t, day);
    const at = t - span.from;
    record.day(at, account, tape.last, this.flows[at]);
    if (record.values[at] <= 0 && executor.aimed) {
      this.closeAll(day);
      record.day(at, account, tape.last, this.flows[at]);
    }
    this.worth.peak = Math.max(this.worth.peak, record.values[at]);
    if (traded) {
      record.rebalanced(at, account, tape.last);
      if (!this.set) this.tradedFirst = this.log.traded;
      this.set = true;
    }
    if (t + 1 < span.to) this.evenings.before(t + 1, this.worth, this.set);
  }

  private beforeOpen(t: number, day: number): void {
    const { span, account, tape } = this;
    if (t > span.from) this.money.accrue(account, tape.last, day - span.days[t - 1]);
    for (const { column, value } of this.on.splits.get(t) ?? []) {
      tape.split(column, value);
      account.split(column, value);
      this.executor.split(column, value);
      this.happened('split', column, day, value);
    }
    const flow = this.flows[t - span.from];
    account.cash += flow + this.income[t - span.from];
    this.worth.peak += flow;
    this.worth.invested += flow;
    for (const { column, value } of this.on.dividends.get(t) ?? []) {
      const amount = account.units[column] * value;
      if (amount === 0) continue;
      account.cash += amount;
      this.dividends += amount;
      if (amount > 0) this.taxes?.dividend(amount);
      this.happened('dividend', column, day, amount);
    }
  }

  /** Opens, and where there is none the last close, which cannot be traded at. */
  private openOf(t: number, day: number): Moment {
    const { span, tape } = this;
    const { opens } = span.market;
    const prices = Float64Array.from(tape.last);
    const tradable = new Uint8Array(prices.length);
    for (let i = 0; i < prices.length; i++) {
      const open = opens?.[i * span.days.length + t] ?? NaN;
      if (!isPrice(open) || tape.isGone(i)) continue;
      prices[i] = open;
      tradable[i] = tape.listed[i];
    }
    return { at: t, day, prices, tradable };
  }

  private leave(column: number, day: number, price: number, kind: 'ended' | 'delisted'): void {
    this.account.leave(day, column, price, kind);
    this.executor.forget(column);
    this.happened(kind, column, day);
  }

  /** Ends borrowed and short positions that have used up all the money: nobody would lend on. */
  private closeAll(day: number): void {
    const { account, tape } = this;
    account.units.forEach((units, i) => {
      if (units !== 0) account.trade(day, i, -units, tape.last[i], 'ended');
    });
  }

  private payTaxes(t: number, day: number): void {
    const { taxes, span, account } = this;
    if (!taxes) return;
    const yearOf = (at: number): number => civilFromDay(dayFromNumber(span.days[at])).year;
    if (taxes.settings.paid === 'at-once' || t + 1 === span.to || yearOf(t + 1) !== yearOf(t)) {
      account.cash -= taxes.settled(day);
    }
  }

  private happened(kind: StrategyEvent['kind'], column: number, day: number, amount = 0): void {
    this.events.push({ kind, instrument: this.span.instruments[column], day: dayFromNumber(day), amount });
  }

  finished(): EventRun {
    const { account, question, span } = this;
    const leftOut: LeftOut[] = [];
    if (account.costs.withoutVolume) leftOut.push('impact-without-volume');
    if (question.execution.at === 'open' && !span.market.opens) leftOut.push('open-without-opens');
    return {
      record: this.record,
      log: this.log,
      tradedFirst: this.tradedFirst,
      events: this.events,
      dividends: this.dividends,
      interest: this.money.paid,
      taxes: this.taxes?.report(this.tape.last),
      leftOut
    };
  }
}

const tradableOf = ({ traded, listed }: Tape): Uint8Array => traded.map((one, i) => one & listed[i]);
