import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indicator, indicators, indicatorsFor, lineOfCloses } from '.';

const ofCloses = indicatorsFor({ close: new Float64Array(1) });
const walk = fc
  .array(fc.double({ min: -0.04, max: 0.04, noNaN: true }), { minLength: 1, maxLength: 150 })
  .map((moves) => moves.reduce<number[]>((closes, move) => [...closes, (closes.at(-1) ?? 100) * (1 + move)], []));

describe.each(ofCloses.flatMap(({ id, lines }) => lines.map((line) => [id, line.id] as const)))('%s %s', (id, line) => {
  test('close by close is what the whole series says, to the bit', () => {
    const { history, begin } = lineOfCloses(id, {}, line);
    fc.assert(
      fc.property(walk, (closes) => {
        const step = begin();
        const whole = indicator(id, {}, { close: Float64Array.from(closes) }).find((one) => one.id === line)?.values;
        closes.forEach((close, t) => {
          const value = step(close);
          expect(value).toBe(whole?.[t]);
          expect(Number.isFinite(value)).toBe(t >= history - 1);
        });
      }),
      { numRuns: 10 }
    );
  });
});

test('indicators of more than closes, unknown ones, lines and bounds are refused by name', () => {
  for (const { id, inputs } of indicators) {
    if (inputs.every((field) => field === 'close')) expect(() => lineOfCloses(id)).not.toThrow();
    else expect(() => lineOfCloses(id)).toThrow(`${id} needs`);
  }
  expect(() => lineOfCloses('nothing')).toThrow('unknown indicator: nothing');
  expect(() => lineOfCloses('macd', {}, 'none')).toThrow('macd has no line none');
  expect(() => lineOfCloses('rsi', { length: 0 })).toThrow('rsi.length: 0 is not between 2 and 500');
  expect(() => lineOfCloses('rsi', { length: 2.5 })).toThrow('rsi.length: 2.5 is not whole');
  expect(() => lineOfCloses('rsi', { days: 5 })).toThrow('rsi has no parameter days');
});
