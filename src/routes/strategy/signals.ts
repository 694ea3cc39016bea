import { indicators } from '$lib/quant/indicators';
import type { Signal } from '$lib/quant/strategies';

/** Signals that a form can say: those of closes alone. */
export type PlainSignal = Extract<
  Signal,
  { signal: 'close' | 'return' | 'volatility' | 'z-score' | 'drawdown' | 'average-gap' | 'indicator' }
>;

/** Their names, the most usual first. */
export const plainSignals = [
  'return',
  'average-gap',
  'z-score',
  'volatility',
  'drawdown',
  'indicator',
  'close'
] as const;

/** Indicators that need closes alone. */
export const closeIndicators = indicators.filter(({ inputs }) => inputs.every((one) => one === 'close'));

/** A signal with the days that are usual for it. */
export function signalOf(kind: (typeof plainSignals)[number]): PlainSignal {
  switch (kind) {
    case 'close':
      return { signal: 'close' };
    case 'average-gap':
      return { signal: 'average-gap', short: 50, long: 200 };
    case 'return':
      return { signal: 'return', days: 252 };
    case 'volatility':
      return { signal: 'volatility', days: 63 };
    case 'z-score':
      return { signal: 'z-score', days: 20 };
    case 'drawdown':
      return { signal: 'drawdown', days: 252 };
    case 'indicator':
      return { signal: 'indicator', indicator: 'rsi' };
  }
}
