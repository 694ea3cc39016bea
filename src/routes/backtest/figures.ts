import { dayFromNumber } from '$lib/domain/calendar';
import type { StrategyResult } from '$lib/quant/backtest';
import type { EntryAnswer } from '$lib/services/backtest-strategies';
import type { KeptTrials } from '$lib/services/strategy-trials';
import { deflatedSharpe, sharpeSample } from '$lib/quant/validation';
import { periodicRate, simpleReturns } from '$lib/quant/returns';
import { date, MISSING, percent, pointsFigure, ratio } from '$lib/ui/format';
import type { SumRow } from '$lib/ui/tables';
import { backtestTexts as texts } from '$lib/ui/texts';

const DAYS_A_MONTH = 30.44;

/** An entry that ran, with its name. */
export interface Shown {
  readonly id: string;
  readonly name: string;
  readonly result: StrategyResult;
}

/** Entries that ran, by the names of the run. */
export function ranOf(entries: readonly EntryAnswer[], nameOf: (id: string) => string): Shown[] {
  return entries.flatMap((one) =>
    one.status === 'ran' ? [{ id: one.id, name: nameOf(one.id), result: one.result }] : []
  );
}

/** Return a year, or that of all days where there is less than one. */
export const yearly = ({ measures }: StrategyResult): number =>
  Number.isFinite(measures.annualReturn) ? measures.annualReturn : measures.totalReturn;

/** A Sharpe ratio less what the best of so many tries without skill is expected to show, and the probability that the true one is above that. */
export function deflation(result: StrategyResult, trials: KeptTrials, cashRate: number) {
  const { periodsPerYear, sharpe } = result.measures;
  const known = Object.values(trials).filter((value) => Number.isFinite(value));
  const count = Math.max(1, known.length);
  const mean = known.reduce((sum, value) => sum + value, 0) / count;
  const spread = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const sharpeVariance = count < 2 ? 0 : spread / (count - 1) / periodsPerYear;
  const cash = periodicRate(cashRate, periodsPerYear);
  const level = Float64Array.from(result.index);
  level[0] = 1;
  const returns = simpleReturns(level).map((value) => value - cash);
  const { expectedMaximum, deflated } = deflatedSharpe(sharpeSample(returns), { trials: count, sharpeVariance });
  return { count, sharpe: sharpe - expectedMaximum * Math.sqrt(periodsPerYear), probability: deflated };
}

type Measured = keyof typeof texts.rows;
interface Measure {
  readonly key: Measured;
  readonly value: (result: StrategyResult) => number;
  readonly text: (value: number) => string;
  readonly differs: (value: number) => string;
}

const share = (digits = 1) => ({
  text: (value: number) => percent(value, { digits }),
  differs: (value: number) => pointsFigure(value, { digits })
});
const plain = { text: (value: number) => ratio(value), differs: (value: number) => ratio(value, { sign: 'change' }) };

const measures: readonly Measure[] = [
  { key: 'annualReturn', value: yearly, ...share() },
  { key: 'volatility', value: ({ measures: one }) => one.annualVolatility, ...share() },
  { key: 'sharpe', value: ({ measures: one }) => one.sharpe, ...plain },
  { key: 'sortino', value: ({ measures: one }) => one.sortino, ...plain },
  { key: 'worst', value: ({ measures: one }) => one.worstDrawdown?.depth ?? 0, ...share() },
  {
    key: 'underWater',
    value: ({ measures: one }) => Math.round((one.longestUnderWater?.length ?? 0) / DAYS_A_MONTH),
    text: (value) => texts.months(value),
    differs: (value) => ratio(value, { digits: 0, sign: 'change' })
  },
  { key: 'shortfall', value: ({ measures: one }) => one.monthlyShortfall95, ...share() },
  { key: 'best', value: ({ measures: one }) => one.bestMonth?.value ?? NaN, ...share() },
  { key: 'worstMonth', value: ({ measures: one }) => one.worstMonth?.value ?? NaN, ...share() },
  { key: 'up', value: ({ measures: one }) => one.monthsUp, ...share(0) },
  { key: 'turnover', value: ({ turnover }) => turnover, ...share(0) }
];

/** Rows of the measures: the one shown, the one it is held against, how they differ. */
export function measureRows(
  { result }: Shown,
  other: Shown | undefined,
  tried: ReturnType<typeof deflation>
): SumRow[] {
  const rows = measures.map(({ key, value, text, differs }): SumRow => {
    const title = (texts.notes as Readonly<Record<string, string>>)[key];
    const own = value(result);
    const cells = [{ text: text(own), strong: true }];
    const beside = other ? [text(value(other.result)), differs(own - value(other.result))] : [];
    return { key, cells: [{ text: texts.rows[key], ...(title ? { title } : {}) }, ...cells, ...beside] };
  });
  const blank = other ? ['', ''] : [];
  const title = texts.deflatedNote(percent(tried.probability, { digits: 0 }));
  const deflated: SumRow = {
    key: 'deflated',
    cells: [{ text: texts.forTries(tried.count), title }, { text: ratio(tried.sharpe), strong: true }, ...blank]
  };
  const range = ({ measures: { meanReturnInterval: found } }: StrategyResult): string =>
    found ? `${percent(found.lower, { digits: 0 })} – ${percent(found.upper, { digits: 0 })}` : MISSING;
  const interval: SumRow = {
    key: 'interval',
    cells: [
      { text: texts.rows.interval, title: texts.notes.interval },
      { text: range(result), strong: true },
      ...(other ? [range(other.result), ''] : [])
    ]
  };
  return [...rows.slice(0, 1), interval, ...rows.slice(1, 3), deflated, ...rows.slice(3)];
}

/** Years and months of a result, newest first, beside the yearly return of another. */
export function monthlyRows(result: StrategyResult, other: StrategyResult | undefined) {
  const compare = new Map(other?.measures.calendarYears.map((one) => [one.year, one.value]));
  return result.measures.calendarYears
    .map(({ year, value, months }) => {
      const beside = compare.get(year);
      return { year, months: [...months], total: value, ...(beside === undefined ? {} : { compare: beside }) };
    })
    .reverse();
}

/** The worst fall and the way back, as part of a sentence. */
export function fallWords({ measures: { worstDrawdown: worst } }: StrategyResult): string {
  if (!worst) return '';
  const fall = texts.words.fall(percent(worst.depth), date(dayFromNumber(worst.trough)));
  const days = worst.recovered === undefined ? undefined : worst.recovered - worst.trough;
  return `${fall}${days === undefined ? texts.words.notBack : texts.words.back(texts.months(Math.max(1, Math.round(days / DAYS_A_MONTH))))}`;
}

/** What all of it cost: trades, taxes, and money and shares that were borrowed. */
export function costParts({ costs, taxes, interest }: StrategyResult) {
  const { commission, spread, slippage, impact } = costs;
  const borrowing = interest.margin + interest.shortFees;
  const tax = taxes?.total ?? 0;
  return { commission, spread: spread + slippage, impact, tax, borrowing, total: costs.total + tax + borrowing };
}

/** Costs a year as a part of the mean value. */
export function costRate(result: StrategyResult): number {
  const { values, days } = result;
  const years = ((days.at(-1) ?? NaN) - (days[0] ?? NaN)) / 365;
  return costParts(result).total / (values.reduce((sum, value) => sum + value, 0) / values.length) / years;
}

/** Spans of days on which more than half of the value was cash. */
export function cashSpans({ days, cash, values }: StrategyResult): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  days.forEach((day, t) => {
    if (!((cash[t] ?? 0) > 0.5 * (values[t] ?? NaN))) return;
    const last = spans.at(-1);
    if (last && last.to === days[t - 1]) last.to = day;
    else spans.push({ from: day, to: day });
  });
  return spans.filter(({ from, to }) => to > from);
}
