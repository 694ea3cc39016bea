import { describe, expect, test } from 'vitest';
import { dayFromText, dayText, dayFromNumber } from '../calendar';
import { instrumentId } from '../instruments';
import { periodPanel } from './period-panel';

const panelOf = (closes: Readonly<Record<string, readonly number[]>>) => {
  const days = Int32Array.from(Object.keys(closes), dayFromText);
  const rows = Object.values(closes);
  const instruments = rows[0].map((_, at) => instrumentId(`i${at}`));
  const values = Float64Array.from(instruments.flatMap((_, at) => rows.map((row) => row[at])));
  return { days, instruments, values };
};
const ends = (days: Int32Array): string[] => Array.from(days, (day) => dayText(dayFromNumber(day)));

describe('closes of whole weeks and months', () => {
  const panel = panelOf({
    '2024-01-30': [10, 1],
    '2024-01-31': [11, NaN],
    '2024-02-01': [12, 2],
    '2024-02-02': [13, NaN],
    '2024-02-28': [14, 3],
    '2024-02-29': [15, NaN],
    '2024-03-28': [16, 4]
  });

  test('a month takes its last close, and one that still runs is left out', () => {
    const found = periodPanel(panel, 'monthly');
    expect(ends(found.days)).toEqual(['2024-01-31', '2024-02-29']);
    expect([...found.values]).toEqual([11, 15, 1, 3]);
    const full = periodPanel(panelOf({ '2024-02-28': [1], '2024-03-29': [2] }), 'monthly');
    expect(ends(full.days)).toEqual(['2024-02-28', '2024-03-29']);
  });

  test('a week ends on its last day with a close', () => {
    const found = periodPanel(panel, 'weekly');
    expect(ends(found.days)).toEqual(['2024-02-02', '2024-02-29']);
    expect([...found.values]).toEqual([13, 15, 2, 3]);
  });

  test('daily is the panel itself; weeks before 1970 begin on Mondays too', () => {
    expect(periodPanel(panel, 'daily')).toBe(panel);
    const early = periodPanel(panelOf({ '1969-12-26': [1], '1969-12-29': [2], '1970-01-02': [3] }), 'weekly');
    expect(ends(early.days)).toEqual(['1969-12-26', '1970-01-02']);
  });
});
