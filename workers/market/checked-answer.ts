import type { MarketAnswer } from '$lib/data/providers';
import type { Instrument } from '$lib/domain/instruments';
import { mended, rejected, type CheckedSeries, type QualityCode, type QualityContext } from '$lib/quant/quality';
import type { FetchTask, RepairRecord } from '$lib/storage/dexie';
import type { FetchChecks } from '$lib/storage/device';
import { calendarOf, calendarOfRates } from '../series-calendar';

/** A value that was not taken as it came: NaN after where it is not stored. */
export interface CheckedValue {
  readonly day: number;
  readonly before: number;
  readonly after: number;
  readonly why: QualityCode;
}

/** An answer that may be stored, and what of it was refused or mended. */
export interface CheckedAnswer {
  readonly answer: MarketAnswer;
  readonly refused: readonly CheckedValue[];
  readonly mended: readonly CheckedValue[];
}

/** Fewest values by whose own moves a bad print or another unit can be told. */
const LEAST_SHAPE = 40;

const ofShape: ReadonlySet<QualityCode> = new Set(['spike', 'hundredfold']);

/**
 * Holds fetched closes and rates against the checks that a strict reading refuses by: values that are zero or below, on days
 * without a session, bad prints, and runs a hundred times the rest. 'strict' leaves them out; 'repair' mends what a rule can
 * and keeps a record. Answers too short to be judged by their own moves are only asked for their rows. Figures of the economy
 * pass: an official figure that leaps is none of ours to refuse.
 */
export function checkedAnswer(
  answer: MarketAnswer,
  checks: FetchChecks,
  {
    key,
    source,
    instrument
  }: { readonly key: string; readonly source: string; readonly instrument: Instrument | undefined }
): CheckedAnswer {
  if (answer.kind !== 'prices' && answer.kind !== 'rates') return { answer, refused: [], mended: [] };
  const isPrices = answer.kind === 'prices';
  const { days, values } = isPrices ? { days: answer.bars.days, values: answer.bars.close } : answer;
  const isRaw = isPrices && (answer.adjustment === 'none' || answer.adjustment === 'dividends');
  const series: CheckedSeries = { kind: answer.kind, moves: 'ratio', raw: isRaw, days, values };
  const { calendar } = isPrices ? calendarOf(instrument) : calendarOfRates(source, key);
  const splits = isPrices ? answer.splits : undefined;
  const context: QualityContext = { today: days.at(-1) ?? 0, calendar, ...(splits ? { splits } : {}) };
  const found =
    days.length < LEAST_SHAPE || checks === 'strict' ? refusedIn(series, context) : mendedIn(series, context);
  if (found.length === 0) return { answer, refused: [], mended: [] };
  const after = new Map(found.map((one) => [one.day, one.after]));
  return {
    answer: isPrices
      ? { ...answer, bars: changedBars(answer.bars, after) }
      : { ...answer, ...changedRun(answer, after) },
    ...(checks === 'strict' ? { refused: found, mended: [] } : { refused: [], mended: found })
  };
}

function refusedIn(series: CheckedSeries, context: QualityContext): CheckedValue[] {
  const isShort = series.days.length < LEAST_SHAPE;
  return rejected(series, context).refused.flatMap(({ day, value, code }) =>
    isShort && ofShape.has(code) ? [] : [{ day, before: value, after: NaN, why: code }]
  );
}

/** What a repair changes, by day: of a day with several changes the last value counts. */
function mendedIn(series: CheckedSeries, context: QualityContext): CheckedValue[] {
  const byDay = new Map<number, CheckedValue>();
  for (const one of mended(series, context).records)
    byDay.set(one.day, { ...one, before: byDay.get(one.day)?.before ?? one.before });
  return [...byDay.values()];
}

type Bars = Extract<MarketAnswer, { kind: 'prices' }>['bars'];
type Changes = ReadonlyMap<number, number>;

const stays =
  (after: Changes) =>
  (day: number): boolean =>
    !Number.isNaN(after.get(day) ?? 0);

function changedRun({ days, values }: Pick<CheckedSeries, 'days' | 'values'>, after: Changes) {
  const kept = days.filter(stays(after));
  const at = new Map(Array.from(days, (day, row) => [day, values[row] ?? NaN]));
  return { days: kept, values: Float64Array.from(kept, (day) => after.get(day) ?? at.get(day) ?? NaN) };
}

/** Open, high and low of a day whose close is brought to another unit come along. */
function changedBars(bars: Bars, after: Changes): Bars {
  const rows = Array.from(bars.days.keys()).filter((row) => stays(after)(bars.days[row] ?? 0));
  const scales = rows.map((row) => {
    const value = after.get(bars.days[row] ?? 0);
    return value === undefined ? 1 : value / (bars.close[row] ?? NaN);
  });
  const column = (values: Float64Array): Float64Array =>
    Float64Array.from(rows, (row, at) => (values[row] ?? NaN) * (scales[at] ?? 1));
  return {
    days: Int32Array.from(rows, (row) => bars.days[row] ?? 0),
    close: Float64Array.from(rows, (row) => after.get(bars.days[row] ?? 0) ?? bars.close[row] ?? NaN),
    open: column(bars.open),
    high: column(bars.high),
    low: column(bars.low),
    volume: Float64Array.from(rows, (row) => bars.volume[row] ?? NaN)
  };
}

/** Records of what was mended, to be kept beside the series. */
export function repairsOf(
  values: readonly CheckedValue[],
  { id, kind, key }: Pick<FetchTask, 'id' | 'kind' | 'key'>,
  at: number
): RepairRecord[] {
  if (kind !== 'prices' && kind !== 'rates') return [];
  return values.map((one) => ({ ...one, id: `${id}@${one.day}`, kind, key, at }));
}

/** How many values by reason, for the log. */
export function reasonsOf(values: readonly CheckedValue[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { why } of values) counts[why] = (counts[why] ?? 0) + 1;
  return counts;
}
