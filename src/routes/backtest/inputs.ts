import { plusMonths, type Day } from '$lib/domain/calendar';
import type { BacktestSpec } from '$lib/quant/backtest';
import { session } from '$lib/state/session.svelte';
import type { backtestTexts } from '$lib/ui/texts';

export type RuleName = keyof typeof backtestTexts.rules;
export type EstimateName = keyof typeof backtestTexts.estimates;

/** The backtest's own settings, from the address. */
export interface BacktestInputs {
  readonly rule: RuleName;
  readonly span: string;
  readonly estimate: EstimateName;
  readonly initialValue: number;
  readonly cashRate: number;
  readonly costs: BacktestSpec['costs'];
}

const number = (key: string, otherwise: number): number => {
  const text = session.read(key);
  const value = text === undefined ? NaN : Number(text);
  return Number.isFinite(value) ? value : otherwise;
};

/** Settings as the address has them. */
export function inputsFromAddress(): BacktestInputs {
  const rules: readonly RuleName[] = ['none', 'month', 'quarter', 'year', 'band'];
  return {
    rule: rules.find((one) => one === session.read('rule')) ?? 'quarter',
    span: session.read('span') ?? '5',
    estimate: session.read('weights') === 'all' ? 'all' : 'before',
    initialValue: Math.max(1, number('start', 100_000)),
    cashRate: number('cashrate', 0.01),
    costs: { rate: 0, spread: number('spread', 0.0004), fixed: number('commission', 1) }
  };
}

/** The rule of its name. */
export function rebalancingOf(rule: RuleName): BacktestSpec['rebalancing'] {
  if (rule === 'none') return { rule: 'none' };
  return rule === 'band' ? { rule: 'band', absolute: 0.05 } : { rule: 'calendar', every: rule };
}

/** First day of a span that ends on a day; the beginning of the prices for 'all'. */
export function spanStart(span: string, end: Day, first: Day): Day {
  const years = Number(span);
  const start = Number.isFinite(years) ? plusMonths(end, -12 * years) : first;
  return start < first ? first : start;
}
