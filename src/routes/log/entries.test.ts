import { expect, test } from 'vitest';
import type { LogEntry } from '$lib/services/event-log';
import { eventName, fittingEntries, valuesText, type LogChoice } from './entries';

const HOUR = 3_600_000;
const now = 100 * HOUR;
const entries: LogEntry[] = [
  { id: 4, at: now - HOUR / 2, level: 'error', area: 'page', event: 'error', data: { code: 'X1', tries: 2 } },
  { id: 3, at: now - 2 * HOUR, level: 'warning', area: 'background', event: 'throttled' },
  { id: 2, at: now - 30 * HOUR, level: 'info', area: 'import', event: 'imported' },
  { id: 1, at: now - 90 * HOUR, level: 'debug', area: 'storage', event: 'written' }
];
const everything: LogChoice = { level: 'all', area: undefined, time: 'all', text: '' };
const ids = (choice: Partial<LogChoice>) =>
  fittingEntries(entries, { ...everything, ...choice }, now).map(({ id }) => id);

test('entries are filtered by level, part, time and text', () => {
  expect(ids({})).toEqual([4, 3, 2, 1]);
  expect(ids({ level: 'info' })).toEqual([4, 3, 2]);
  expect(ids({ level: 'warning' })).toEqual([4, 3]);
  expect(ids({ level: 'error' })).toEqual([4]);
  expect(ids({ area: 'import' })).toEqual([2]);
  expect(ids({ time: 'hour' })).toEqual([4]);
  expect(ids({ time: 'day' })).toEqual([4, 3]);
  expect(ids({ time: 'week' })).toEqual([4, 3, 2, 1]);
  expect(ids({ text: ' x1 ' })).toEqual([4]);
  expect(ids({ text: 'asked too often' })).toEqual([3]);
});

test('what has no words is told by its code', () => {
  expect(entries.map(eventName)).toEqual(['Error in the page', 'Asked too often', 'Imported', 'Saved']);
  expect(eventName({ at: 0, level: 'info', area: 'sql', event: 'opened' })).toBe('opened');
  expect(entries.map(valuesText)).toEqual(['code X1, tries 2', '', '', '']);
});
