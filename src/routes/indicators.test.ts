import { expect, test } from 'vitest';
import { firstDay, nameOf, shownFromText, textFromShown } from './indicators';

const bars = { close: new Float64Array(10) };

test('choices are read from the address and written back the same', () => {
  const text = 'sma_50*bollinger_20_2.5*macd_12_26_9*drawdown_0';
  expect(textFromShown(shownFromText(text, bars))).toBe(text);
  expect(shownFromText(text, bars).map(nameOf)).toEqual([
    'Simple moving average 50',
    'Bollinger bands 20, 2.5',
    'MACD 12, 26, 9',
    'Drawdown from high 0'
  ]);
});

test('what is unknown, out of bounds, at odds, twice or beyond the closes is left out', () => {
  const text = 'nothing_1*sma_1*sma_x*macd_30_26_9*atr_14*rsi_14*rsi_14*rsi';
  expect(textFromShown(shownFromText(text, bars))).toBe('rsi_14');
  expect(shownFromText(undefined, bars)).toEqual([]);
  const withRanges = { close: bars.close, high: bars.close, low: bars.close };
  expect(textFromShown(shownFromText('atr_14', withRanges))).toBe('atr_14');
});

test('the first value of a choice is that of its earliest line', () => {
  const [macd] = shownFromText('macd_12_26_9', bars);
  expect(macd && firstDay(macd)).toBe(25);
});
