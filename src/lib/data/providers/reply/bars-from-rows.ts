import { dayText, type Day } from '$lib/domain/calendar';
import type { Adjustment, QuoteUnit } from '$lib/domain/market';
import type {
  FetchedBars,
  FetchedDividend,
  FetchedSplit,
  MarketAnswer,
  ProviderReading,
  ProviderRequest,
  QuestionOf
} from '../provider';
import { refused } from './status-reading';

type Figure = number | null | undefined;

/** A bar as a row of a reply. A figure that the source does not give is null or undefined. */
export interface BarRow {
  readonly day: number;
  readonly open?: Figure;
  readonly high?: Figure;
  readonly low?: Figure;
  readonly close: Figure;
  readonly volume?: Figure;
}

/** What a source says of its bars. */
export interface BarFacts {
  readonly adjustment: Adjustment;
  readonly quoteUnit: QuoteUnit;
  readonly currency?: string;
  readonly splits?: readonly FetchedSplit[];
  readonly dividends?: readonly FetchedDividend[];
}

/** More of the same: the next request and what earlier pages answered. */
export interface Paging {
  readonly next?: ProviderRequest;
  readonly soFar?: MarketAnswer;
}

/**
 * Bars of a question from the rows of a reply, in any order. Days outside the question are left out without a word; days
 * without a close, and days for which the reply has two different bars, are left out and said. No bar at all is 'nothing-in-range'.
 */
export function pricesReading(
  question: QuestionOf<'prices'>,
  rows: readonly BarRow[],
  facts: BarFacts,
  { next, soFar }: Paging = {}
): ProviderReading {
  const earlier = soFar?.kind === 'prices' ? soFar : undefined;
  const { kept, text } = rowsOnce([...(earlier ? rowsOf(earlier.bars) : []), ...rows], question);
  if (kept.length === 0 && !next) return refused('nothing-in-range', text ?? 'no prices in these days');
  const splits = [...(earlier?.splits ?? []), ...(facts.splits ?? [])];
  const dividends = [...(earlier?.dividends ?? []), ...(facts.dividends ?? [])];
  return {
    status: 'answered',
    answer: {
      kind: 'prices',
      bars: barsOf(kept),
      ...facts,
      ...(facts.splits ? { splits } : {}),
      ...(facts.dividends ? { dividends } : {})
    },
    ...(next ? { next } : {}),
    ...(text === undefined ? {} : { text })
  };
}

/** Values of a currency pair from the rows of a reply, in any order, under the same rules. */
export function ratesReading(
  question: QuestionOf<'rates'>,
  rows: readonly BarRow[],
  { next, soFar }: Paging = {}
): ProviderReading {
  const earlier: BarRow[] =
    soFar?.kind === 'rates' ? Array.from(soFar.days, (day, at) => ({ day, close: soFar.values[at] })) : [];
  const { kept, text } = rowsOnce([...earlier, ...rows.map(({ day, close }) => ({ day, close }))], question);
  if (kept.length === 0 && !next) return refused('nothing-in-range', text ?? 'no rates in these days');
  const { days, close } = barsOf(kept);
  return {
    status: 'answered',
    answer: { kind: 'rates', days, values: close },
    ...(next ? { next } : {}),
    ...(text === undefined ? {} : { text })
  };
}

/** Rows within days, ascending, each day once. */
function rowsOnce(rows: readonly BarRow[], { from, to }: { readonly from: Day; readonly to: Day }) {
  const kept = new Map<number, BarRow>();
  const contradicted = new Set<number>();
  let closeless = 0;
  for (const row of rows) {
    if (row.day < from || row.day > to) continue;
    if (row.close === null || row.close === undefined || !Number.isFinite(row.close)) {
      closeless++;
      continue;
    }
    const other = kept.get(row.day);
    if (other && !alike(other, row)) contradicted.add(row.day);
    else kept.set(row.day, row);
  }
  for (const day of contradicted) kept.delete(day);
  const said = [
    closeless > 0 ? `${closeless} without a close left out` : '',
    contradicted.size > 0 ? `two different bars for ${[...contradicted].map(textOfDay).join(', ')}, left out` : ''
  ].filter((part) => part !== '');
  return {
    kept: [...kept.values()].sort((a, b) => a.day - b.day),
    text: said.length > 0 ? said.join('; ') : undefined
  };
}

function alike(a: BarRow, b: BarRow): boolean {
  const names = ['open', 'high', 'low', 'close', 'volume'] as const;
  return names.every((name) => Object.is(value(a[name]), value(b[name])));
}

function barsOf(rows: readonly BarRow[]): FetchedBars {
  const column = (name: keyof BarRow) => Float64Array.from(rows, (row) => value(row[name]));
  return {
    days: Int32Array.from(rows, (row) => row.day),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume')
  };
}

function rowsOf({ days, open, high, low, close, volume }: FetchedBars): BarRow[] {
  return Array.from(days, (day, at) => ({
    day,
    open: open[at],
    high: high[at],
    low: low[at],
    close: close[at],
    volume: volume[at]
  }));
}

function value(figure: Figure): number {
  return figure ?? NaN;
}

function textOfDay(day: number): string {
  return dayText(day as Day);
}
