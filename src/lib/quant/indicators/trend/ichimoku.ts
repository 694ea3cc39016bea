import { IchimokuCloud } from 'trading-signals';
import { described, days } from '../indicator';
import { lagged, streamedCandles } from '../smoothing';

interface Spans {
  readonly conversion: number;
  readonly base: number;
  readonly span: number;
  readonly ahead: number;
}
const now = ({ conversion, base, span }: Spans) => Math.max(conversion, base, span) - 1;
const cloud = (spans: Spans) => now(spans) + spans.ahead - 1;

/** Middles of the highest high and lowest low over three windows; the cloud stands ahead of the days it came from. */
export const ichimoku = described({
  id: 'ichimoku',
  name: 'Ichimoku cloud',
  group: 'trend',
  inputs: ['high', 'low'],
  parameters: { conversion: days(9), base: days(26), span: days(52), ahead: days(26, 1) },
  lines: [
    { id: 'conversion', name: 'Conversion line', unit: 'price', place: 'over-price', warmUp: now },
    { id: 'base', name: 'Base line', unit: 'price', place: 'over-price', warmUp: now },
    { id: 'span-a', name: 'Leading span A', unit: 'price', place: 'over-price', warmUp: cloud },
    { id: 'span-b', name: 'Leading span B', unit: 'price', place: 'over-price', warmUp: cloud }
  ],
  source: 'Hosoda (1969), Ichimoku Kinko Hyo',
  convention:
    'the cloud is the one that stands at the day, its own day counted as the first of those ahead; the lagging span is left out: it is the close drawn on days that did not know it',
  compute: (bars, { conversion, base, span, ahead }) => {
    const stream = new IchimokuCloud({ conversionInterval: conversion, baseInterval: base, spanBInterval: span });
    const [first, second, a, b] = streamedCandles(
      stream,
      bars,
      (one) => one.conversion,
      (one) => one.base,
      (one) => one.spanA,
      (one) => one.spanB
    );
    const none = new Float64Array(0);
    return [first ?? none, second ?? none, lagged(a ?? none, ahead - 1), lagged(b ?? none, ahead - 1)];
  }
});
