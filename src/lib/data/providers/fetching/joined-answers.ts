import type { MacroSeries } from '$lib/domain/market';
import type { FetchedBars, MarketAnswer, MarketQuestion } from '../provider';

interface Points {
  readonly days: Int32Array;
  readonly values: Float64Array;
}

type BarColumn = Exclude<keyof FetchedBars, 'days'>;
const columns: readonly BarColumn[] = ['open', 'high', 'low', 'close', 'volume'];

/** An answer limited to the days that were asked about: sources often tell more. */
export function clippedAnswer(question: MarketQuestion, answer: MarketAnswer): MarketAnswer {
  if (!('from' in question)) return answer;
  const from: number = question.from;
  const to = 'to' in question ? question.to : Infinity;
  const inside = (day: number): boolean => day >= from && day <= to;
  const eventsInside = <T extends { readonly day: number }>(list: readonly T[]): T[] =>
    list.filter((one) => inside(one.day));
  switch (answer.kind) {
    case 'prices':
      return {
        ...answer,
        bars: barsWhere(answer.bars, inside),
        ...(answer.splits ? { splits: eventsInside(answer.splits) } : {}),
        ...(answer.dividends ? { dividends: eventsInside(answer.dividends) } : {})
      };
    case 'rates':
      return { ...answer, ...pointsWhere(answer, inside) };
    case 'events':
      return { ...answer, splits: eventsInside(answer.splits), dividends: eventsInside(answer.dividends) };
    case 'macro':
    case 'yields':
      // A month or a quarter is named by its first day, which may lie before the day asked for.
      return answer;
    case 'fundamentals':
    case 'factors':
    case 'news':
    case 'search':
      return answer;
  }
}

/** How many values an answer holds. */
export function answerSize(answer: MarketAnswer): number {
  switch (answer.kind) {
    case 'prices':
      return answer.bars.days.length;
    case 'rates':
      return answer.days.length;
    case 'events':
      return answer.splits.length + answer.dividends.length;
    case 'macro':
    case 'yields':
      return answer.series.reduce((sum, one) => sum + one.days.length, 0);
    case 'fundamentals':
      return Object.keys(answer.figures).length;
    case 'factors':
      return answer.factors.days.length;
    case 'news':
      return answer.items.length;
    case 'search':
      return answer.listings.length;
  }
}

/** Two answers of one source about neighbouring spans as one; undefined when they do not belong together. */
export function joinedAnswers(first: MarketAnswer, second: MarketAnswer): MarketAnswer | undefined {
  if (first.kind === 'prices' && second.kind === 'prices') {
    const same =
      first.adjustment === second.adjustment &&
      first.quoteUnit === second.quoteUnit &&
      (first.currency ?? second.currency) === (second.currency ?? first.currency);
    if (!same) return undefined;
    return {
      ...first,
      ...second,
      bars: joinedBars(first.bars, second.bars),
      ...listsOf('splits', first.splits, second.splits),
      ...listsOf('dividends', first.dividends, second.dividends)
    };
  }
  if (first.kind === 'rates' && second.kind === 'rates') return { kind: 'rates', ...joinedPoints(first, second) };
  if (first.kind === 'events' && second.kind === 'events')
    return {
      kind: 'events',
      splits: distinct([...first.splits, ...second.splits]),
      dividends: distinct([...first.dividends, ...second.dividends])
    };
  if ((first.kind === 'macro' || first.kind === 'yields') && second.kind === first.kind)
    return { kind: first.kind, series: joinedSeries(first.series, second.series) };
  if (first.kind === 'news' && second.kind === 'news')
    return {
      kind: 'news',
      items: [...new Map([...first.items, ...second.items].map((one) => [one.id, one])).values()]
    };
  return undefined;
}

function listsOf<K extends 'splits' | 'dividends', T extends { readonly day: number }>(
  name: K,
  first: readonly T[] | undefined,
  second: readonly T[] | undefined
): { readonly [name in K]?: readonly T[] } {
  if (!first && !second) return {};
  const lists: { [name in K]?: readonly T[] } = {};
  lists[name] = distinct([...(first ?? []), ...(second ?? [])]);
  return lists;
}

function distinct<T extends { readonly day: number }>(list: readonly T[]): T[] {
  return [...new Map(list.map((one) => [JSON.stringify(one), one])).values()].sort((a, b) => a.day - b.day);
}

type Series = readonly Omit<MacroSeries, 'source'>[];

function joinedSeries(first: Series, second: Series): Series {
  const known = new Map(first.map((one) => [one.id, one]));
  for (const one of second) {
    const before = known.get(one.id);
    known.set(one.id, before ? { ...one, ...joinedPoints(before, one) } : one);
  }
  return [...known.values()];
}

/** Places of the rows of two ascending lists in ascending order; where both have a day the second's stands. */
function mergedPlaces(first: Int32Array, second: Int32Array): { of: 0 | 1; at: number }[] {
  const places = new Map<number, { of: 0 | 1; at: number }>();
  first.forEach((day, at) => places.set(day, { of: 0, at }));
  second.forEach((day, at) => places.set(day, { of: 1, at }));
  return [...places].sort((a, b) => a[0] - b[0]).map(([, place]) => place);
}

function joinedPoints(first: Points, second: Points): Points {
  const places = mergedPlaces(first.days, second.days);
  const parts = [first, second] as const;
  return {
    days: Int32Array.from(places, ({ of, at }) => parts[of].days[at] ?? 0),
    values: Float64Array.from(places, ({ of, at }) => parts[of].values[at] ?? NaN)
  };
}

function joinedBars(first: FetchedBars, second: FetchedBars): FetchedBars {
  const places = mergedPlaces(first.days, second.days);
  const parts = [first, second] as const;
  const column = (name: BarColumn): Float64Array =>
    Float64Array.from(places, ({ of, at }) => parts[of][name][at] ?? NaN);
  return { days: Int32Array.from(places, ({ of, at }) => parts[of].days[at] ?? 0), ...columnsOf(column) };
}

function barsWhere(bars: FetchedBars, inside: (day: number) => boolean): FetchedBars {
  const kept = [...bars.days.keys()].filter((at) => inside(bars.days[at] ?? NaN));
  if (kept.length === bars.days.length) return bars;
  const column = (name: BarColumn): Float64Array => Float64Array.from(kept, (at) => bars[name][at] ?? NaN);
  return { days: Int32Array.from(kept, (at) => bars.days[at] ?? 0), ...columnsOf(column) };
}

function columnsOf(column: (name: BarColumn) => Float64Array): Omit<FetchedBars, 'days'> {
  return Object.fromEntries(columns.map((name) => [name, column(name)])) as Record<BarColumn, Float64Array>;
}

function pointsWhere({ days, values }: Points, inside: (day: number) => boolean): Points {
  const kept = [...days.keys()].filter((at) => inside(days[at] ?? NaN));
  return {
    days: Int32Array.from(kept, (at) => days[at] ?? 0),
    values: Float64Array.from(kept, (at) => values[at] ?? NaN)
  };
}
