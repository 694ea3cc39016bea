import type { Day } from '$lib/domain/calendar';
import type { MacroFrequency } from '$lib/domain/market';
import { csvColumns } from '../reply/csv-reply';
import type { DatedValue } from '../reply/dated-values';
import { isMalformed, unexpected, type Malformed } from '../reply/malformed';
import { datedPeriod, strictNumber } from '../reply/strict-values';

/** One series of a reply: its key with a slash after the dataflow, and its values. */
export interface EcbSeries {
  readonly key: string;
  readonly title: string;
  readonly inPercent: boolean;
  readonly frequency: MacroFrequency;
  readonly points: readonly DatedValue[];
}

const wanted = ['KEY', 'TIME_PERIOD', 'OBS_VALUE', 'TITLE', 'UNIT', 'UNIT_MULT'] as const;
/** Codes of the unit "percent", as such, a year, or as a change. */
const percentUnits = new Set(['PC', 'PCPA', 'PCCH', 'PCT', 'PD_PC']);

/** Series of a reply in the format csvdata, by key. An empty value, or NaN, is a day without one. */
export function ecbSeries(text: string): EcbSeries[] | Malformed {
  const read = csvColumns(text, wanted);
  if (isMalformed(read)) return read;
  const { table, columns } = read;
  const found = new Map<
    string,
    { title: string; inPercent: boolean; frequency: MacroFrequency; points: DatedValue[] }
  >();
  for (const { line, cells } of table.rows) {
    const key = cells[columns.KEY] ?? '';
    if (!/^[A-Z0-9_]+\.[A-Z0-9_.]+$/.test(key)) return unexpected(`line ${line}, KEY`, 'a key', key);
    const written = cells[columns.TIME_PERIOD] ?? '';
    const period = datedPeriod(written);
    if (!period) return unexpected(`line ${line}, TIME_PERIOD`, 'a period', written);
    const unit = cells[columns.UNIT] ?? '';
    const series = found.get(key) ?? {
      title: cells[columns.TITLE] ?? key,
      inPercent: percentUnits.has(unit),
      frequency: period.frequency,
      points: []
    };
    found.set(key, series);
    if (series.frequency !== period.frequency)
      return unexpected(`line ${line}, TIME_PERIOD`, 'another length', written);
    const point = pointOf(period.day, cells[columns.OBS_VALUE] ?? '', cells[columns.UNIT_MULT] ?? '', line);
    if (isMalformed(point)) return point;
    if (point) series.points.push(point);
  }
  return Array.from(found, ([key, series]) => ({ key: key.replace('.', '/'), ...series }));
}

function pointOf(day: Day, text: string, power: string, line: number): DatedValue | Malformed | undefined {
  if (text === '' || text === 'NaN') return undefined;
  const value = strictNumber(text);
  if (value === undefined) return unexpected(`line ${line}, OBS_VALUE`, 'a number', text);
  if (!/^-?\d{1,2}$/.test(power)) {
    return unexpected(`line ${line}, UNIT_MULT`, 'a power of ten', power);
  }
  return { day, value: value * 10 ** Number(power), path: `line ${line}` };
}
