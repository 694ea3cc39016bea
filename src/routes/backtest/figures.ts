import { dayFromNumber } from '$lib/domain/calendar';
import type { BacktestResult } from '$lib/quant/backtest';
import { date, MISSING, percent, ratio } from '$lib/ui/format';
import type { SumRow } from '$lib/ui/tables';
import { backtestTexts as texts } from '$lib/ui/texts';

const DAYS_A_MONTH = 30.44;

/** Name of a candidate by its id. */
export function candidateName(benchmark: string | undefined): (id: string) => string {
  return (id) => (id === 'benchmark' ? benchmark : undefined) ?? texts.names[id] ?? id;
}

/** Rows of the measures, a column for each result. */
export function measureRows(results: readonly BacktestResult[]): SumRow[] {
  const row = (key: keyof typeof texts.rows, text: (result: BacktestResult) => string): SumRow => {
    const title = (texts.notes as Readonly<Record<string, string>>)[key];
    const cells = results.map((result, at) => ({ text: text(result), strong: at === 0 }));
    return { key, cells: [{ text: texts.rows[key], ...(title === undefined ? {} : { title }) }, ...cells] };
  };
  return [
    row('annualReturn', ({ measures }) =>
      percent(Number.isFinite(measures.annualReturn) ? measures.annualReturn : measures.totalReturn)
    ),
    row('interval', ({ measures: { meanReturnInterval: range } }) =>
      range ? `${percent(range.lower, { digits: 0 })} – ${percent(range.upper, { digits: 0 })}` : MISSING
    ),
    row('volatility', ({ measures }) => percent(measures.annualVolatility)),
    row('sharpe', ({ measures }) => ratio(measures.sharpe)),
    row('sortino', ({ measures }) => ratio(measures.sortino)),
    row('worst', ({ measures }) => percent(measures.worstDrawdown?.depth ?? 0)),
    row('underWater', ({ measures }) =>
      texts.months(Math.round((measures.longestUnderWater?.length ?? 0) / DAYS_A_MONTH))
    ),
    row('shortfall', ({ measures }) => percent(measures.monthlyShortfall95)),
    row('best', ({ measures }) => percent(measures.bestMonth?.value)),
    row('worstMonth', ({ measures }) => percent(measures.worstMonth?.value)),
    row('up', ({ measures }) => percent(measures.monthsUp, { digits: 0 })),
    row('turnover', ({ turnover }) => percent(turnover, { digits: 0 }))
  ];
}

/** Years and months of a result, newest first, beside the yearly return of another. */
export function monthlyRows(result: BacktestResult, other: BacktestResult) {
  const compare = new Map(other.measures.calendarYears.map((one) => [one.year, one.value]));
  return result.measures.calendarYears
    .map(({ year, value, months }) => {
      const beside = compare.get(year);
      return { year, months: [...months], total: value, ...(beside === undefined ? {} : { compare: beside }) };
    })
    .reverse();
}

/** The worst fall and the way back, as part of a sentence. */
export function fallWords({ measures }: BacktestResult): string {
  const worst = measures.worstDrawdown;
  if (!worst) return '';
  const fall = texts.words.fall(percent(worst.depth), date(dayFromNumber(worst.trough)));
  const days = worst.recovered === undefined ? undefined : worst.recovered - worst.trough;
  return `${fall}${days === undefined ? texts.words.notBack : texts.words.back(texts.months(Math.max(1, Math.round(days / DAYS_A_MONTH))))}`;
}
