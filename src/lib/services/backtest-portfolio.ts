import { run, type InputOf, type OutputOf } from '$lib/compute/caller';
import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { CurrencyCode } from '$lib/domain/money';
import type { BacktestSpec } from '$lib/quant/backtest';
import type { VaultName } from './vaults';

export type BacktestQuestion = InputOf<'decide', 'backtest'>;
export type BacktestAnswer = OutputOf<'decide', 'backtest'>;

interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** Weights by instrument; the rest is cash. */
export type Weights = readonly { readonly instrument: InstrumentId; readonly weight: number }[];

/** What is tried against what. */
export interface BacktestPlan {
  readonly vault: VaultName;
  readonly base: CurrencyCode;
  readonly revision: number;
  readonly start: Day;
  readonly end: Day;
  readonly initialValue: number;
  readonly cashRate: number;
  readonly rebalancing: BacktestSpec['rebalancing'];
  readonly costs: BacktestSpec['costs'];
  readonly suggested?: Weights;
  readonly current: Weights;
  readonly benchmark?: InstrumentId;
}

const FREE: BacktestSpec['costs'] = { rate: 0, spread: 0, fixed: 0 };

/** The question of a plan: suggested and current weights under the rule, the current ones left alone, the benchmark. */
export function backtestQuestion(plan: BacktestPlan): BacktestQuestion {
  const { vault, base, revision, start, end, initialValue, cashRate, rebalancing, costs } = plan;
  const held: BacktestSpec['rebalancing'] = { rule: 'none' };
  const candidates: BacktestQuestion['candidates'] = [
    ...(plan.suggested ? [{ id: 'suggested', weights: plan.suggested, rebalancing, costs }] : []),
    { id: 'current', weights: plan.current, rebalancing, costs },
    { id: 'held', weights: plan.current, rebalancing: held, costs },
    ...(plan.benchmark
      ? [{ id: 'benchmark', weights: [{ instrument: plan.benchmark, weight: 1 }], rebalancing: held, costs: FREE }]
      : [])
  ];
  const instruments = new Set(candidates.flatMap((one) => one.weights.map((weight) => weight.instrument)));
  return { vault, base, revision, instruments: [...instruments], start, end, candidates, initialValue, cashRate };
}

/** Runs a backtest in a worker. */
export function ranBacktest(question: BacktestQuestion, control: Control): Promise<BacktestAnswer> {
  return run('decide', 'backtest', question, control);
}
