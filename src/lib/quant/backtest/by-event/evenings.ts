import {
  begunStrategy,
  isAsked,
  knownStrategy,
  strategyContext,
  type HeldPortfolio,
  type KnownStrategy,
  type RunningStrategy,
  type Window
} from '$lib/quant/strategies';
import type { MarketSpan } from '../market/market-span';
import { RevealedHistory } from '../market/revealed-history';
import type { Executor } from '../orders/executor';
import { sizedTrades } from '../orders/sized-trades';
import { runningPolicy, type Evening, type RunningPolicy } from '../rebalancing/policy';
import type { StrategyBacktest } from '../strategy-result';
import type { Account } from './account';
import type { Tape } from './tape';

/** Greatest value so far and money put in, both with deposits and withdrawals taken along. */
export interface Worth {
  peak: number;
  invested: number;
}

/** What an evening looks at. */
interface Desk {
  readonly account: Account;
  readonly tape: Tape;
  readonly executor: Executor;
}

/** The evenings before trading days: the strategy is asked when it is due, the rebalancing rule when it decided nothing. */
export class Evenings {
  private readonly strategy: RunningStrategy;
  private readonly known: KnownStrategy;
  private readonly policy: RunningPolicy;
  private readonly history: RevealedHistory;
  private answered = false;

  constructor(
    private readonly question: StrategyBacktest,
    private readonly span: MarketSpan,
    private readonly desk: Desk,
    periodsPerYear: number
  ) {
    const { instruments, days, from } = span;
    const { strategy, execution } = question;
    const context = strategyContext(instruments, { periodsPerYear, cashRate: execution.financing.cashRate });
    this.strategy = begunStrategy(strategy, context);
    this.known = knownStrategy(strategy, context);
    const rule = this.known.drifts ? ({ rule: 'none' } as const) : execution.rebalancing;
    this.policy = runningPolicy(rule, { days, from, periodsPerYear });
    this.history = new RevealedHistory(span);
  }

  /** The evening before the trading day of index `next`; `begun`: something was traded before. */
  before(next: number, worth: Worth, begun: boolean): void {
    const { span, question, policy } = this;
    const { executor, tape } = this.desk;
    let made: Window | undefined;
    const evening: Evening = {
      next,
      window: () => (made ??= this.history.window(next, this.held(worth))),
      targets: executor.targets,
      watched: (column) => tape.listed[column] === 1 && executor.waits[column] === 0,
      costOf: (weights) => this.costOf(weights)
    };
    const at = next - 1 + question.execution.lag;
    const previous = next > span.from ? span.days[next - 1] : undefined;
    const asked = isAsked(this.known.asked, previous, span.days[next], this.answered);
    const decision = asked ? this.strategy.decide(evening.window()) : undefined;
    if (decision) {
      this.answered = true;
      if (decision.kind === 'weights' && !policy.allows(evening, decision.weights)) executor.aim(decision.weights);
      else executor.send(at, decision, 'decision');
    } else if (begun && !executor.pending) {
      const weights = policy.back(evening);
      if (weights) executor.send(at, { kind: 'weights', weights: Float64Array.from(weights) }, 'rebalancing');
    }
  }

  private held({ peak, invested }: Worth): HeldPortfolio {
    const { account, tape } = this.desk;
    const value = account.value(tape.last);
    const weights = account.units.map((units, i) => (units === 0 ? 0 : (units * tape.last[i]) / value));
    return { value, cash: account.cash, weights, peak, invested };
  }

  /** What trading into weights at the last closes would cost, as a fraction of the value. */
  private costOf(weights: Float64Array): number {
    const { account, tape } = this.desk;
    const { shares, minimumTrade } = this.question.execution;
    const value = account.value(tape.last);
    const cost = (i: number, quantity: number, amount: number): number => account.costs.total(i, quantity, amount);
    const quantities = sizedTrades({
      weights,
      active: Uint8Array.from(weights, (weight, i) => (tape.last[i] > 0 && !Number.isNaN(weight) ? 1 : 0)),
      units: account.units,
      prices: tape.last,
      value,
      limited: false,
      whole: shares === 'whole',
      minimumTrade,
      cost
    });
    return quantities.reduce((sum, q, i) => (q === 0 ? sum : sum + cost(i, q, q * tape.last[i])), 0) / value;
  }
}
