import { plusMonths, type Day } from '$lib/domain/calendar';
import { noCosts, plainExecution, type ExecutionSettings, type RebalancingPolicy } from '$lib/quant/backtest';
import { session } from '$lib/state/session.svelte';
import type { backtestTexts } from '$lib/ui/texts';
import { usualTaxes } from '../strategy/execution';

export type RuleName = keyof typeof backtestTexts.rules;
export type EstimateName = keyof typeof backtestTexts.estimates;
export type ViewName = keyof typeof backtestTexts.views;

/** The most that are compared at once. */
export const MOST_COMPARED = 10;

/** The backtest's own settings, from the address. */
export interface BacktestInputs {
  readonly rule: RuleName;
  readonly span: string;
  readonly estimate: EstimateName;
  readonly initialValue: number;
  /** How weights of the portfolio and plain strategies trade. */
  readonly execution: ExecutionSettings;
  readonly taxed: boolean;
  /** Ids of what is compared, in order. */
  readonly compared: readonly string[];
  /** Which of them is seen closer, and against which. */
  readonly shown: string | undefined;
  readonly against: string | undefined;
  readonly view: ViewName;
}

const number = (key: string, otherwise: number): number => {
  const text = session.read(key);
  const value = text === undefined ? NaN : Number(text);
  return Number.isFinite(value) ? value : otherwise;
};
const oneOf = <Name extends string>(names: readonly Name[], key: string, otherwise: Name): Name =>
  names.find((one) => one === session.read(key)) ?? otherwise;

/** Settings as the address has them. */
export function inputsFromAddress(): BacktestInputs {
  const rule = oneOf(['none', 'month', 'quarter', 'year', 'band'] as const, 'rule', 'quarter');
  const taxed = session.read('tax') === 'us';
  const cashRate = number('cashrate', 0.01);
  const asked = session.read('compare')?.split(',').filter(Boolean);
  return {
    rule,
    span: session.read('span') ?? '5',
    estimate: session.read('weights') === 'all' ? 'all' : 'before',
    initialValue: Math.max(1, number('start', 100_000)),
    execution: {
      ...plainExecution,
      costs: {
        ...noCosts,
        fixed: Math.max(0, number('commission', 1)),
        spread: Math.max(0, number('spread', 0.0004)),
        slippage: Math.max(0, number('slippage', 0))
      },
      financing: { ...plainExecution.financing, cashRate },
      rebalancing: rebalancingOf(rule),
      ...(taxed ? { taxes: usualTaxes } : {})
    },
    taxed,
    compared: [...new Set(asked ?? ['suggested', 'current', 'held', 'benchmark'])].slice(0, MOST_COMPARED),
    shown: session.read('shown'),
    against: session.read('against'),
    view: oneOf(['result', 'inside', 'validation'] as const, 'view', 'result')
  };
}

/** The rule of its name. */
function rebalancingOf(rule: RuleName): RebalancingPolicy {
  if (rule === 'none') return { rule: 'none' };
  return rule === 'band' ? { rule: 'band', absolute: 0.05 } : { rule: 'calendar', every: rule };
}

/** First day of a span that ends on a day; the beginning of the prices for 'all'. */
export function spanStart(span: string, end: Day, first: Day): Day {
  const years = Number(span);
  const start = Number.isFinite(years) ? plusMonths(end, -12 * years) : first;
  return start < first ? first : start;
}
