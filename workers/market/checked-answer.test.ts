import { expect, test } from 'vitest';
import type { MarketAnswer } from '$lib/data/providers';
import { dayFromText } from '$lib/domain/calendar';
import { instrumentId, type Instrument } from '$lib/domain/instruments';
import { currencyCode } from '$lib/domain/money';
import { checkedAnswer, reasonsOf, repairsOf } from './checked-answer';

const first = dayFromText('2024-01-02');
const days = Int32Array.from({ length: 200 }, (_, at) => first + at).filter((day) => (day + 3) % 7 < 5);
const walk = (): Float64Array => Float64Array.from(days, (_, t) => 50 + Math.sin(t * 1.7) + 0.02 * t);

function prices(close: Float64Array, on = days): Extract<MarketAnswer, { kind: 'prices' }> {
  const scaled = (by: number): Float64Array => close.map((value) => value * by);
  return {
    ...{ kind: 'prices', adjustment: 'none', quoteUnit: 'currency' },
    bars: { days: on, close, open: scaled(1), high: scaled(1.01), low: scaled(0.99), volume: close.map(() => 1000) }
  };
}
const listed: Instrument = {
  ...{ id: instrumentId('ACME'), kind: 'equity', name: 'Acme', currency: currencyCode('USD') },
  ...{ identifiers: [], exchange: 'XNYS' }
};
const about = { key: 'ACME', source: 'made', instrument: undefined };
const closesOf = (answer: MarketAnswer): Float64Array =>
  answer.kind === 'prices' ? answer.bars.close : new Float64Array(0);

test('a sound answer passes as it is', () => {
  const answer = prices(walk());
  expect(checkedAnswer(answer, 'strict', about)).toEqual({ answer, refused: [], mended: [] });
  expect(checkedAnswer(answer, 'repair', about).answer).toBe(answer);
});

test('strictly, zeros, bad prints and pence are left out with all columns of their days, and told', () => {
  const close = walk();
  close[10] = 0;
  close[40] *= 1.7;
  for (let t = 70; t < 80; t++) close[t] *= 100;
  const { answer, refused, mended } = checkedAnswer(prices(close), 'strict', about);
  expect(reasonsOf(refused)).toEqual({ zero: 1, spike: 1, hundredfold: 10 });
  expect(mended).toEqual([]);
  const out = new Set([10, 40, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79]);
  const kept = [...days.keys()].filter((t) => !out.has(t));
  expect([...closesOf(answer)]).toEqual(kept.map((t) => walk()[t]));
  if (answer.kind !== 'prices') throw new Error(answer.kind);
  expect([...answer.bars.days]).toEqual(kept.map((t) => days[t]));
  expect([answer.bars.high.length, answer.bars.volume.length]).toEqual([kept.length, kept.length]);
});

test('in repair, pence become pounds with their bars, and each value has a record', () => {
  const close = walk();
  close[10] = 0;
  for (let t = 70; t < 80; t++) close[t] *= 100;
  const { answer, refused, mended } = checkedAnswer(prices(close), 'repair', about);
  expect(refused).toEqual([]);
  expect(reasonsOf(mended)).toEqual({ zero: 1, hundredfold: 10 });
  if (answer.kind !== 'prices') throw new Error(answer.kind);
  expect(answer.bars.close).toHaveLength(days.length - 1);
  expect(answer.bars.close[69]).toBeCloseTo(walk()[70] ?? NaN, 10);
  expect(answer.bars.high[69]).toBeCloseTo(1.01 * (walk()[70] ?? NaN), 10);
  const records = repairsOf(mended, { id: 'task', kind: 'prices', key: 'ACME' }, 7);
  expect(records[0]).toEqual({
    ...{ id: `task@${days[10]}`, kind: 'prices', key: 'ACME', at: 7 },
    ...{ day: days[10], before: 0, after: NaN, why: 'zero' }
  });
});

test('a day without a session is refused where the exchange is known', () => {
  const answer = prices(walk());
  const { refused } = checkedAnswer(answer, 'strict', { ...about, instrument: listed });
  // Martin Luther King, Washington, Good Friday, Memorial Day, Juneteenth, Independence Day.
  expect(refused.map(({ day, why }) => [day, why])).toEqual(
    ['2024-01-15', '2024-02-19', '2024-03-29', '2024-05-27', '2024-06-19', '2024-07-04'].map((text) => [
      dayFromText(text),
      'holiday'
    ])
  );
});

test('a short answer is not judged by its own moves, but a zero in it is refused in either way', () => {
  const close = Float64Array.of(50, 50.1, 80, 50.2, 0, 50.3);
  for (const checks of ['strict', 'repair'] as const) {
    const { answer, refused, mended } = checkedAnswer(prices(close, days.slice(0, 6)), checks, about);
    expect([...closesOf(answer)]).toEqual([50, 50.1, 80, 50.2, 50.3]);
    expect(reasonsOf([...refused, ...mended])).toEqual({ zero: 1 });
  }
});

test('a hundredfold split that the source tells is no other unit', () => {
  const close = walk().map((value, t) => (t < 60 ? value : value * 100));
  const split = { day: days[60] ?? 0, numerator: 1, denominator: 100 };
  expect(reasonsOf(checkedAnswer(prices(close), 'strict', about).refused)).toEqual({ hundredfold: 60 });
  expect(checkedAnswer({ ...prices(close), splits: [split] }, 'strict', about).refused).toEqual([]);
});

test('rates of the central bank are due on the days of its payment system; figures of the economy pass', () => {
  const rates: MarketAnswer = { kind: 'rates', days, values: walk().map((value) => value / 45) };
  const of = (source: string, key: string) =>
    checkedAnswer(rates, 'strict', { key, source, instrument: undefined }).refused.map(({ day }) => day);
  expect(of('ecb', 'EUR/USD')).toEqual(['2024-03-29', '2024-04-01', '2024-05-01'].map(dayFromText));
  expect(of('frankfurter', 'EUR/ARS')).toEqual([]);
  expect(of('other', 'EUR/USD')).toEqual([]);
  const macro: MarketAnswer = { kind: 'macro', series: [] };
  expect(checkedAnswer(macro, 'strict', about)).toEqual({ answer: macro, refused: [], mended: [] });
});
