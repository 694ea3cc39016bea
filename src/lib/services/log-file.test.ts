import { expect, test } from 'vitest';
import type { LogEntry } from '$lib/storage/device';
import { csvText, jsonLines } from './log-file';

const entries: LogEntry[] = [
  {
    id: 2,
    at: 0,
    level: 'warning',
    area: 'fetch',
    event: 'throttled',
    data: { source: 'a "b", c', tries: 2, ok: false }
  },
  { id: 1, at: 1000, level: 'info', area: '=cmd()', event: 'x' }
];

test('JSON lines read back as they were, without the number of the row', () => {
  const lines = jsonLines(entries).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      time: '1970-01-01T00:00:00.000Z',
      level: 'warning',
      area: 'fetch',
      event: 'throttled',
      data: { source: 'a "b", c', tries: 2, ok: false }
    },
    { time: '1970-01-01T00:00:01.000Z', level: 'info', area: '=cmd()', event: 'x' }
  ]);
  expect(jsonLines([])).toBe('');
});

test('cells with quotes and commas are quoted, and no cell is a formula', () => {
  expect(csvText(entries)).toBe(
    'time,level,area,event,data\r\n' +
      '1970-01-01T00:00:00.000Z,warning,fetch,throttled,"{""source"":""a \\""b\\"", c"",""tries"":2,""ok"":false}"\r\n' +
      "1970-01-01T00:00:01.000Z,info,'=cmd(),x,\r\n"
  );
});
