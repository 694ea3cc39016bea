import { expect, test } from 'vitest';
import { dayFromNumber } from '$lib/domain/calendar';
import { walkPanel } from '../day-by-day.fixture';
import { marketSpan } from './market-span';
import { RevealedHistory } from './revealed-history';

const held = { value: 1, cash: 1, weights: new Float64Array(3), peak: 1, invested: 1 };

test('no array that a strategy is given holds a day to come, not even behind its end', () => {
  const closes = walkPanel(3, 60, 4);
  const figures = { score: closes.values.map((close) => 1 / close) };
  const span = marketSpan(
    { closes, figures },
    dayFromNumber(closes.days[10] ?? NaN),
    dayFromNumber(closes.days[59] ?? NaN)
  );
  const history = new RevealedHistory(span);
  for (let end = 10; end < 60; end += 7) {
    const window = history.window(end, held);
    const arrays = [window.days, ...[0, 1, 2].flatMap((i) => [window.closes(i), window.figures('score', i) ?? []])];
    for (const array of arrays) {
      expect(array.length).toBe(end);
      if (!ArrayBuffer.isView(array)) continue;
      const whole = array instanceof Int32Array ? new Int32Array(array.buffer) : new Float64Array(array.buffer);
      expect([...whole.subarray(end)].every((value) => value === 0)).toBe(true);
    }
    expect([...window.closes(1)]).toEqual([...closes.values.subarray(60, 60 + end)]);
    expect(window.tradingDay).toBe(closes.days[end]);
  }
});

test('closes are adjusted for splits that have happened, and for those alone', () => {
  const closes = walkPanel(1, 20, 4);
  const splits = [
    { instrument: closes.instruments[0], day: dayFromNumber(closes.days[5] ?? NaN), ratio: 2 },
    { instrument: closes.instruments[0], day: dayFromNumber(closes.days[9] ?? NaN), ratio: 5 }
  ].flatMap(({ instrument, ...rest }) => (instrument ? [{ instrument, ...rest }] : []));
  const span = marketSpan(
    { closes, splits },
    dayFromNumber(closes.days[0] ?? NaN),
    dayFromNumber(closes.days[19] ?? NaN)
  );
  const history = new RevealedHistory(span);
  const raw = closes.values;
  // The split of the fifth day is known once that day's close is.
  expect(history.window(5, held).closes(0)[0]).toBe(raw[0]);
  expect(history.window(6, held).closes(0)[0]).toBe((raw[0] ?? NaN) / 2);
  const seen = history.window(12, held).closes(0);
  expect(seen[0]).toBeCloseTo((raw[0] ?? NaN) / 10, 12);
  expect(seen[6]).toBeCloseTo((raw[6] ?? NaN) / 5, 12);
  expect(seen[11]).toBe(raw[11]);
});
