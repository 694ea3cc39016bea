import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indicator, indicatorById, indicators, indicatorsFor, settledParameters } from '.';

const fields = ['open', 'high', 'low', 'close', 'volume'] as const;

type MadeUpBars = Record<(typeof fields)[number], Float64Array>;

/** Bars of a walk: the high at or above open and close, the low at or below, some volume. */
function walk(length: number): fc.Arbitrary<MadeUpBars> {
  const step = fc.tuple(
    fc.double({ min: -0.04, max: 0.04, noNaN: true }),
    fc.double({ min: 0, max: 0.02, noNaN: true }),
    fc.double({ min: 0, max: 0.02, noNaN: true }),
    fc.integer({ min: 1, max: 1_000_000 })
  );
  return fc.array(step, { minLength: length, maxLength: length }).map((steps) => {
    const bars = Object.fromEntries(fields.map((field) => [field, new Float64Array(length)])) as Record<
      (typeof fields)[number],
      Float64Array
    >;
    let before = 100;
    steps.forEach(([move, above, below, volume], index) => {
      const close = before * (1 + move);
      bars.open[index] = before;
      bars.close[index] = close;
      bars.high[index] = Math.max(before, close) * (1 + above);
      bars.low[index] = Math.min(before, close) * (1 - below);
      bars.volume[index] = volume;
      before = close;
    });
    return bars;
  });
}

/** Bars of which only some days are kept. */
const some = (bars: MadeUpBars, keep: (index: number) => boolean): MadeUpBars => ({
  ...bars,
  ...Object.fromEntries(fields.map((field) => [field, bars[field].filter((_, index) => keep(index))]))
});

const LENGTH = 150;

describe.each(indicators.map(({ id }) => id))('%s', (id) => {
  const one = indicatorById(id);

  test('a later bar changes no earlier value', () => {
    fc.assert(
      fc.property(walk(LENGTH), walk(LENGTH), fc.integer({ min: 0, max: LENGTH - 1 }), (bars, other, from) => {
        const mixed = { ...bars };
        for (const field of fields) {
          mixed[field] = bars[field].map((value, index) => (index < from ? value : (other[field][index] ?? NaN)));
        }
        const before = indicator(id, {}, bars);
        indicator(id, {}, mixed).forEach(({ values }, order) => {
          expect(values.subarray(0, from)).toEqual(before[order]?.values.subarray(0, from));
        });
      }),
      { numRuns: 8 }
    );
  });

  test('is missing before its warm-up and known from then on', () => {
    fc.assert(
      fc.property(walk(LENGTH), (bars) => {
        const settled = settledParameters(one);
        indicator(id, {}, bars).forEach(({ values }, order) => {
          const first = one.lines[order]?.warmUp(settled) ?? NaN;
          values.forEach((value, index) => expect(Number.isFinite(value), `day ${index}`).toBe(index >= first));
        });
      }),
      { numRuns: 8 }
    );
  });

  test('passes over days that lack an input', () => {
    const gaps = fc.uniqueArray(fc.integer({ min: 0, max: LENGTH - 1 }), { maxLength: 20 });
    fc.assert(
      fc.property(walk(LENGTH), gaps, fc.constantFrom(...one.inputs), (bars, missing, field) => {
        const gone = new Set(missing);
        const holed = { ...bars, [field]: bars[field].map((value, index) => (gone.has(index) ? NaN : value)) };
        const dense = indicator(
          id,
          {},
          some(bars, (index) => !gone.has(index))
        );
        indicator(id, {}, holed).forEach(({ values }, order) => {
          missing.forEach((index) => expect(values[index]).toBeNaN());
          expect(values.filter((_, index) => !gone.has(index))).toEqual(dense[order]?.values);
        });
      }),
      { numRuns: 8 }
    );
  });

  test('is offered to series that have its inputs, and says what lacks', () => {
    const close = new Float64Array(3).fill(1);
    const offered = indicatorsFor({ close }).some((any) => any.id === id);
    expect(offered).toBe(one.inputs.every((field) => field === 'close'));
    if (!offered) expect(() => indicator(id, {}, { close })).toThrow(/the series has no/);
  });

  test('answers short and empty series with missing values', () => {
    for (const length of [0, 1]) {
      const flat = Object.fromEntries(fields.map((field) => [field, new Float64Array(length).fill(1)]));
      indicator(id, {}, { close: new Float64Array(length), ...flat }).forEach(({ values }) => {
        expect(values.length).toBe(length);
      });
    }
  });
});

test('names are unique and defaults stand within their bounds', () => {
  expect(new Set(indicators.map(({ id }) => id)).size).toBe(indicators.length);
  for (const { id } of indicators) expect(() => settledParameters(indicatorById(id))).not.toThrow();
});

test('parameters out of bounds, unknown or at odds are refused', () => {
  const close = Float64Array.of(1, 2, 3);
  expect(() => indicator('sma', { length: 1 }, { close })).toThrow(RangeError);
  expect(() => indicator('sma', { length: 2.5 }, { close })).toThrow(RangeError);
  expect(() => indicator('sma', { length: NaN }, { close })).toThrow(RangeError);
  expect(() => indicator('sma', { window: 5 }, { close })).toThrow('no parameter window');
  expect(() => indicator('macd', { fast: 30 }, { close })).toThrow('not below the slow');
  expect(() => indicator('nothing', {}, { close })).toThrow('unknown indicator');
});

test('scales are kept: strengths from 0 to 100, Williams from -100 to 0, drawdowns at or below 0', () => {
  fc.assert(
    fc.property(walk(LENGTH), (bars) => {
      const within = (id: string, low: number, high: number) =>
        indicator(id, {}, bars).forEach(({ values }) =>
          values.forEach((value) => {
            if (!Number.isNaN(value)) expect(value >= low - 1e-9 && value <= high + 1e-9).toBe(true);
          })
        );
      for (const id of ['rsi', 'stochastic-fast', 'stochastic-slow', 'stochastic-rsi', 'mfi', 'ultimate', 'adx']) {
        within(id, 0, 100);
      }
      within('williams-r', -100, 0);
      within('drawdown', -1, 0);
      within('chande-momentum', -100, 100);
    }),
    { numRuns: 30 }
  );
});
