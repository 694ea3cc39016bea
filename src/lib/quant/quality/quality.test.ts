import { describe, expect, test } from 'vitest';
import { dayFromCivil, dayFromNumber } from '$lib/domain/calendar';
import { currencyCode } from '$lib/domain/money';
import { laggingBy, mended, qualityScore, rejected, seriesFindings } from './index';
import { changed, findingsOf, foundIn, heavyWalk, plainContext, weekdays } from './quality.fixture';
import type { CheckedSeries } from './finding';

const clean = heavyWalk(1000, 5);
const times = (from: number, to: number, factor: number) => (values: Float64Array) => {
  for (let t = from; t < to; t++) values[t] *= factor;
};

describe('planted flaws are found, each once and nothing else', () => {
  test('nothing in what is clean', () => expect(foundIn(clean)).toEqual([]));

  test.each<[string, (values: Float64Array) => void, [string, number, number, number][]]>([
    ['zeros for missing', (values) => values.fill(0, 300, 304), [['zero', 300, 303, 4]]],
    ['a negative', (values) => (values[10] = -5), [['negative', 10, 10, 1]]],
    ['no numbers', (values) => values.set([NaN, Infinity, -Infinity], 600), [['not-finite', 600, 602, 3]]],
    ['a bad print', times(500, 501, 1.4), [['spike', 500, 500, 1]]],
    ['three bad prints in a row', times(500, 503, 0.6), [['spike', 500, 502, 3]]],
    ['pence on one day', times(200, 201, 100), [['hundredfold', 200, 200, 1]]],
    ['pence for months', times(200, 280, 100), [['hundredfold', 200, 279, 80]]],
    ['pounds among pence', times(700, 740, 0.01), [['hundredfold', 700, 739, 40]]],
    ['pence at first', times(0, 90, 100), [['hundredfold', 0, 89, 90]]],
    ['pence at last', times(998, 1000, 100), [['hundredfold', 998, 999, 2]]],
    ['a split', times(400, 1000, 0.5), [['split-shaped', 400, 400, 1]]],
    ['a reverse split', times(400, 1000, 10), [['split-shaped', 400, 400, 1]]],
    ['a stale run', (values) => values.fill(values[100], 101, 112), [['stale-run', 100, 111, 11]]],
    ['a level that falls by two thirds and a bit', times(400, 1000, 0.37), [['level-change', 400, 400, 1]]]
  ])('%s', (_, plant, expected) => expect(foundIn(changed(clean, plant))).toEqual(expected));

  test('everything at once', () => {
    const bad = changed(clean, (values) => {
      values.fill(0, 50, 52);
      values[120] *= 100;
      values[250] *= 1.5;
      values.fill(values[400], 401, 415);
      times(600, 1000, 1 / 3)(values);
    });
    expect(foundIn(bad).map(([code, at]) => [code, at])).toEqual([
      ['zero', 50],
      ['spike', 250],
      ['hundredfold', 120],
      ['split-shaped', 600],
      ['stale-run', 400]
    ]);
  });
});

describe('what a jump is called', () => {
  const split = changed(clean, times(400, 1000, 0.5));

  test('a split that is known is no finding, and is named by its ratio where it is not', () => {
    const day = clean.days[400] ?? 0;
    expect(foundIn(split, { splits: [{ day, numerator: 2, denominator: 1 }] })).toEqual([]);
    expect(foundIn(split, { splits: [{ day, numerator: 3, denominator: 1 }] })).toHaveLength(1);
    expect(findingsOf(split)[0]?.facts.ratio).toEqual([2, 1]);
    expect(findingsOf(changed(clean, times(400, 1000, 15)))[0]?.facts.ratio).toEqual([1, 15]);
    expect(findingsOf(changed(clean, times(400, 1000, 2 / 3)))[0]?.facts.ratio).toEqual([3, 2]);
  });

  test('closes that contain splits may fall by a half: told as a note, with the ratio it would be', () => {
    const [found] = findingsOf({ ...split, raw: false });
    expect([found?.code, found?.gravity, found?.facts.ratio]).toEqual(['level-change', 'note', [2, 1]]);
  });

  test('a change by the exchange rate of the day, either way', () => {
    const rate = {
      ...{ base: currencyCode('GBP'), quote: currencyCode('USD') },
      days: clean.days,
      values: new Float64Array(1000).fill(1.62)
    };
    const up = findingsOf(changed(clean, times(400, 1000, 1.62)), { rates: [rate] });
    expect(up.map(({ code, facts }) => [code, facts.pair])).toEqual([['currency-change', 'GBP/USD']]);
    const down = findingsOf(changed(clean, times(400, 1000, 1 / 1.62)), { rates: [rate] });
    expect(down.map(({ code, facts }) => [code, facts.pair])).toEqual([['currency-change', 'USD/GBP']]);
  });

  test('a currency that loses six zeros', () => {
    const rate: CheckedSeries = { ...heavyWalk(1000, 6, 0, 0.006), kind: 'rates' };
    const [found, ...more] = findingsOf(changed(rate, times(500, 1000, 1e-6)));
    expect([found?.code, found?.facts.power, more]).toEqual(['redenomination', -6, []]);
  });
});

describe('calendars', () => {
  const without = (from: number, to: number): CheckedSeries => ({
    ...clean,
    days: clean.days.filter((_, t) => t < from || t >= to),
    values: clean.values.filter((_, t) => t < from || t >= to)
  });

  test('a week without values is a gap; fewer days may be holidays unless the exchange is known', () => {
    expect(findingsOf(without(300, 306)).map(({ code, count }) => [code, count])).toEqual([['gap', 6]]);
    expect(findingsOf(without(300, 303))).toEqual([]);
    const known = { plain: false, tradingDays: plainContext(clean).calendar.tradingDays };
    expect(findingsOf(without(300, 303), { calendar: known }).map(({ code, count }) => [code, count])).toEqual([
      ['gap', 3]
    ]);
  });

  test('a Saturday, and a day without a session', () => {
    const saturday = { ...clean, days: clean.days.slice() };
    // The last day is a Friday.
    expect((clean.days.at(-1) ?? 0) % 7).toBe(1);
    saturday.days[999] += 1;
    expect(findingsOf(saturday).map(({ code }) => code)).toEqual(['weekend']);
    const closed = clean.days[500];
    const tradingDays = (from: number, to: number): Int32Array =>
      plainContext(clean)
        .calendar.tradingDays(from, to)
        .filter((day) => day !== closed);
    expect(foundIn(clean, { calendar: { plain: false, tradingDays } })).toEqual([['holiday', 500, 500, 1]]);
  });

  test('a month that is missing is a gap of months, and two months late are two', () => {
    const months = Array.from({ length: 60 }, (_, m) => dayFromCivil(2015 + Math.floor(m / 12), 1 + (m % 12), 1));
    const monthly: CheckedSeries = {
      ...{ kind: 'macro', moves: 'ratio', values: clean.values.slice(0, 59) },
      days: Int32Array.from(months.filter((_, m) => m !== 30))
    };
    const { view, findings } = seriesFindings(monthly, plainContext(monthly, { today: dayFromCivil(2020, 2, 5) }));
    expect(view.frequency).toBe('monthly');
    expect(findings.map(({ code, count }) => [code, count])).toEqual([['gap', 1]]);
    expect(laggingBy(view, dayFromCivil(2020, 2, 5))).toBe(2);
  });

  test('a series that is quoted every day has no weekends', () => {
    const every = { ...clean, days: Int32Array.from({ length: 1000 }, (_, t) => 12_000 + t) };
    expect(findingsOf(every)).toEqual([]);
  });

  test('ended and late are judged by the others', () => {
    const today = (clean.days.at(-1) ?? 0) + 60;
    const alone = { first: clean.days[0] ?? 0, last: today };
    expect(findingsOf(clean, { today, peers: alone }).map(({ code, gravity }) => [code, gravity])).toEqual([
      ['ended', 'doubt']
    ]);
    const together = { first: (clean.days[0] ?? 0) - 200, last: clean.days.at(-1) ?? 0 };
    expect(findingsOf(clean, { today, peers: together }).map(({ code, gravity }) => [code, gravity])).toEqual([
      ['ended', 'note'],
      ['late-listing', 'note']
    ]);
  });
});

describe('rows', () => {
  const given: CheckedSeries = {
    kind: 'prices',
    moves: 'ratio',
    days: Int32Array.of(11_000, 11_001, 11_001, 11_002, 11_002, 11_006, 11_003, 11_007),
    values: Float64Array.of(10, 11, 11, 12, 13, 14, 15, 0)
  };

  test('doubles, order and zeros are refused with their reason, and the rest passes', () => {
    const strict = rejected(given, plainContext(given));
    expect(strict.refused.map(({ row, code }) => [row, code])).toEqual([
      [2, 'duplicate-equal'],
      [3, 'duplicate-different'],
      [4, 'duplicate-different'],
      [6, 'wrong-order'],
      [7, 'zero']
    ]);
    expect([...strict.values]).toEqual([10, 11, 14]);
  });

  test('repair sorts, keeps one row of a day and takes zeros out, and says so', () => {
    const repair = mended(given, plainContext(given));
    expect([...repair.days]).toEqual([11_000, 11_001, 11_002, 11_003, 11_006]);
    expect([...repair.values]).toEqual([10, 11, 13, 15, 14]);
    expect(repair.records.map(({ day, before, after, why }) => [day, before, after, why])).toEqual([
      [11_001, 11, 11, 'duplicate-equal'],
      [11_002, 13, 13, 'duplicate-different'],
      [11_003, 15, 15, 'wrong-order'],
      [11_007, 0, NaN, 'zero']
    ]);
  });

  test('the newest row first is an order too', () => {
    const turned = { ...clean, days: clean.days.slice().reverse(), values: clean.values.slice().reverse() };
    expect(findingsOf(turned, { today: clean.days.at(-1) ?? 0 })).toEqual([]);
    const strict = rejected(turned, plainContext(clean));
    expect(strict.refused).toEqual([]);
    expect(strict.values).toEqual(clean.values);
  });

  test('bars that contradict themselves', () => {
    const [open, high, low] = [clean.values.slice(), clean.values.slice(), clean.values.slice()];
    high[5] = low[5] / 2;
    low[9] = high[9] * 1.2;
    open[12] = 3 * high[12];
    open[20] = NaN;
    expect(foundIn({ ...clean, bars: { open, high, low } })).toEqual(
      [5, 9, 12].map((t) => ['bar-inconsistent', t, t, 1])
    );
  });
});

describe('repair', () => {
  test('gives back pence as pounds to the last bit but one, and proposes a split without touching a value', () => {
    const pence = changed(clean, times(200, 280, 100));
    const repair = mended(pence, plainContext(pence));
    expect(repair.records).toHaveLength(80);
    repair.values.forEach((value, t) => expect(value / (clean.values[t] ?? NaN)).toBeCloseTo(1, 14));
    const split = changed(clean, times(400, 1000, 0.25));
    const proposed = mended(split, plainContext(split));
    expect(proposed.values).toEqual(split.values);
    expect(proposed.proposals).toEqual([{ day: clean.days[400], numerator: 4, denominator: 1 }]);
  });

  test('a second look finds nothing that the first could mend', () => {
    const bad = changed(clean, (values) => {
      values[120] *= 100;
      values[250] *= 1.5;
      values.fill(0, 50, 52);
    });
    const repair = mended(bad, plainContext(bad));
    expect(repair.records.map(({ why }) => why)).toEqual(['zero', 'zero', 'hundredfold', 'spike']);
    expect(findingsOf({ ...bad, days: repair.days, values: repair.values })).toEqual([]);
  });
});

describe('score', () => {
  const scored = (series: CheckedSeries, more = {}) => {
    const { view, findings } = seriesFindings(series, plainContext(series, more));
    return qualityScore(view, findings);
  };

  test('is the weighted mean of its parts', () => {
    expect(scored(clean)).toMatchObject({ score: 100, grade: 'sound' });
    // One error costs a fifth of 35 of 85 points, for no second source is there.
    const { score, grade } = scored(changed(clean, times(500, 501, 2)));
    expect(score).toBeCloseTo(100 - (100 * 0.2 * 35) / 85, 10);
    expect(grade).toBe('good');
    // Ten trading days late are 9 of 20 too many.
    const late = scored(clean, { today: (clean.days.at(-1) ?? 0) + 14 });
    expect(late.parts.find(({ part }) => part === 'freshness')?.value).toBeCloseTo(1 - 9 / 20, 12);
  });

  test('half of the values missing costs half of completeness', () => {
    const half = { ...clean, days: weekdays(1600).filter((_, t) => t < 500 || t >= 1100) };
    const { parts } = scored(half);
    expect(parts.find(({ part }) => part === 'completeness')?.value).toBeCloseTo(1000 / 1600, 12);
  });

  test('nothing has no quality', () =>
    expect(
      scored({ ...clean, days: new Int32Array(0), values: new Float64Array(0) }, { today: dayFromNumber(1) }).score
    ).toBe(0));
});
