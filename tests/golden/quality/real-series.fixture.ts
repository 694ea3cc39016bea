import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayFromCivil, dayText, dayFromNumber } from '$lib/domain/calendar';
import { plainCalendar, seriesFindings, type CheckedSeries, type QualityContext } from '$lib/quant/quality';

const folder = process.env['SEXTANT_SHARED'];

/** True when the files that may not be distributed are at hand. */
export const there = folder !== undefined && existsSync(join(folder, 'data', 'ffn_aapl_msft_c.csv'));

const rowsOf = (file: string): string[][] =>
  readFileSync(join(folder ?? '', 'data', file), 'utf8')
    .replace(/^\ufeff/, '')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));

function dayOf(text: string): number {
  const american = /^(\d+)\/(\d+)\/(\d{4})/.exec(text);
  if (american) return dayFromCivil(Number(american[3]), Number(american[1]), Number(american[2]));
  const [year, month, day = '1'] = text.slice(0, 10).split('-');
  return dayFromCivil(Number(year), Number(month), Number(day));
}

const absent = new Set(['', 'N/A', '.']);

function seriesOf(points: [number, number][], kind: Pick<CheckedSeries, 'kind' | 'moves' | 'raw'>): CheckedSeries {
  if ((points[0]?.[0] ?? 0) > (points.at(-1)?.[0] ?? 0)) points.reverse();
  return {
    ...kind,
    days: Int32Array.from(points, ([day]) => day),
    values: Float64Array.from(points, ([, value]) => value)
  };
}

/** Every column of a table of dates as a series by its name; N/A and empty cells are absent. */
export function columns(
  file: string,
  kind: Pick<CheckedSeries, 'kind' | 'moves' | 'raw'>
): ReadonlyMap<string, CheckedSeries> {
  if (!there) return new Map();
  const [head = [], ...rows] = rowsOf(file);
  const named = head.slice(1).map((name, at): [string, CheckedSeries] => {
    const points = rows.flatMap((row): [number, number][] =>
      absent.has(row[at + 1] ?? '') ? [] : [[dayOf(row[0] ?? ''), Number(row[at + 1])]]
    );
    return [name, seriesOf(points, kind)];
  });
  return new Map(named.filter(([name, { days }]) => name !== '' && days.length > 0));
}

/** Series of a table with a name in each row. */
export function named(file: string, kind: Pick<CheckedSeries, 'kind' | 'moves'>): ReadonlyMap<string, CheckedSeries> {
  if (!there) return new Map();
  const points = new Map<string, [number, number][]>();
  for (const [date = '', name = '', value] of rowsOf(file).slice(1))
    points.set(name, [...(points.get(name) ?? []), [dayOf(date), Number(value)]]);
  return new Map([...points].map(([name, some]) => [name, seriesOf(some, kind)]));
}

/** What is told of each series of a file, as lines: name, code, first and last day, count. Its last day is today, its series are one another's peers. */
export function told(
  all: ReadonlyMap<string, CheckedSeries>,
  { notes = false, ...more }: Partial<QualityContext> & { readonly notes?: boolean } = {}
): string[] {
  const list = [...all.values()];
  const peers = {
    first: Math.min(...list.map(({ days }) => days[0] ?? Infinity)),
    last: Math.max(...list.map(({ days }) => days.at(-1) ?? 0))
  };
  return [...all].flatMap(([name, series]) =>
    seriesFindings(series, { today: peers.last, calendar: plainCalendar, peers, ...more })
      .findings.filter(({ gravity }) => notes || gravity !== 'note')
      .map(
        ({ code, from, to, count }) =>
          `${name} ${code} ${dayText(dayFromNumber(from))}${to === from ? '' : `..${dayText(dayFromNumber(to))}`} ${count}`
      )
  );
}
