import { dayFromNumber } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { CurrencyCode } from '$lib/domain/money';
import type { StrategyResult } from '$lib/quant/backtest';
import { date, money, percent } from '$lib/ui/format';
import type { SumRow } from '$lib/ui/tables';
import { backtestTexts as texts } from '$lib/ui/texts';

/** Times of which the weights are shown: not more than fit beside each other. */
const TIMES = 6;

/** Weights after trades at a few of the times they were set, from the first to the last; by size at the last. */
export function weightTable(
  { instruments, rebalances, weights }: StrategyResult,
  nameOf: (id: InstrumentId) => string
) {
  const all = rebalances.length;
  const width = instruments.length + 1;
  const shown = Math.min(TIMES, all);
  const times = Array.from({ length: shown }, (_, at) => (shown < 2 ? 0 : Math.round((at * (all - 1)) / (shown - 1))));
  const weightAt = (time: number, column: number): number => weights[time * width + column] ?? 0;
  const columns = Array.from({ length: width }, (_, column) => column).filter((column) =>
    times.some((time) => Math.abs(weightAt(time, column)) >= 0.0005)
  );
  const last = times.at(-1) ?? 0;
  columns.sort((a, b) => Number(a === width - 1) - Number(b === width - 1) || weightAt(last, b) - weightAt(last, a));
  const rows = columns.map((column): SumRow => {
    const id = instruments[column];
    const name = id === undefined ? texts.cash : nameOf(id);
    return { key: String(column), cells: [name, ...times.map((time) => percent(weightAt(time, column)))] };
  });
  const sums = times.map((time) =>
    percent(Array.from({ length: width }, (_, column) => weightAt(time, column)).reduce((sum, one) => sum + one, 0))
  );
  const heads = ['', ...times.map((time) => date(dayFromNumber(rebalances[time] ?? 0)))];
  return { all, shown, heads, rows, total: { key: 'sum', cells: [texts.sum, ...sums] } };
}

/** Money that came and went besides trades, and how it was taxed; what there was none of is left out. */
export function moneyRows({ dividends, interest, flows, taxes }: StrategyResult, base: CurrencyCode): SumRow[] {
  const parts: [string, number][] = [
    [texts.flows, flows],
    [texts.dividends, dividends],
    [texts.interestEarned, interest.earned],
    [texts.margin, -interest.margin],
    [texts.shortFees, -interest.shortFees],
    ...(taxes
      ? ([
          [texts.taxShort, -taxes.shortTerm],
          [texts.taxLong, -taxes.longTerm],
          [texts.taxDividends, -taxes.dividends]
        ] as [string, number][])
      : [])
  ];
  return parts
    .filter(([, value]) => Math.abs(value) >= 0.005)
    .map(([name, value]) => ({ key: name, cells: [name, money(value, base, { sign: 'change' })] }));
}

/** Least, mean and most of what was invested. */
export function exposureRows({ exposure: { gross, net } }: StrategyResult): SumRow[] {
  const row = (name: string, values: Float64Array): SumRow => {
    const least = values.reduce((a, b) => Math.min(a, b), Infinity);
    const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    return { key: name, cells: [name, ...[least, mean, most].map((value) => percent(value))] };
  };
  return [
    row(texts.net, net),
    ...(gross.some((value, t) => value > (net[t] ?? 0) + 1e-9) ? [row(texts.gross, gross)] : [])
  ];
}

/** What happened to instruments, in words; dividends are summed elsewhere. */
export function eventLines({ events }: StrategyResult, nameOf: (id: InstrumentId) => string): string[] {
  return events.flatMap(({ kind, instrument, day }) =>
    kind === 'dividend' ? [] : [texts[kind](nameOf(instrument), date(day))]
  );
}

/** Why it was reckoned day by day, as one sentence. */
export function eventSentence({ eventReasons }: StrategyResult): string {
  const why = eventReasons.map((reason) => texts.eventReasons[reason] ?? reason);
  const [last, ...others] = [...why].reverse();
  if (last === undefined) return texts.atOnce;
  return texts.byEvent(others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`);
}
