import { expect, test } from 'vitest';
import { dueBackup, type Standing } from './backup-reminder';

const day = 86_400_000;
const now = 1000 * day;
const reminder = { on: true, days: 30, changes: 100 };
const standing: Standing = { entries: 50, head: 'now', since: now - 40 * day };
const record = { at: now - 10 * day, name: 'f', bytes: 1, entries: 48, head: 'then', kind: 'plain' } as const;

test('nothing is due for an empty ledger, an unchanged one, or when it is off', () => {
  expect(dueBackup({ entries: 0, head: 'none' }, undefined, reminder, now)).toBeUndefined();
  const old = { ...record, at: now - 400 * day, head: 'now' };
  expect(dueBackup(standing, old, reminder, now)).toBeUndefined();
  expect(dueBackup(standing, undefined, { ...reminder, on: false }, now)).toBeUndefined();
});

test('without a backup the days count from the first entry', () => {
  expect(dueBackup(standing, undefined, reminder, now)).toEqual({ days: 40, changes: 50, first: true });
  expect(dueBackup({ ...standing, since: now - 29 * day }, undefined, reminder, now)).toBeUndefined();
});

test('due after the days or after the changes, whichever comes first', () => {
  expect(dueBackup(standing, record, reminder, now)).toBeUndefined();
  expect(dueBackup(standing, { ...record, at: now - 30 * day }, reminder, now)).toMatchObject({ days: 30, changes: 2 });
  expect(dueBackup({ ...standing, entries: 148 }, record, reminder, now)).toEqual({
    days: 10,
    changes: 100,
    first: false
  });
});

test('a ledger shorter than its backup has changed too', () => {
  expect(dueBackup({ ...standing, entries: 3 }, record, { ...reminder, changes: 1 }, now)).toMatchObject({
    changes: 1
  });
});
