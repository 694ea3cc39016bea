import { Aroon } from 'trading-signals';
import { described, days } from '../indicator';
import { combined, streamedCandles } from '../smoothing';

const warmUp = ({ length }: { readonly length: number }) => length;

/** Days since the highest high and the lowest low of the window, 100 for today, 0 for its first day. */
export const aroon = described({
  id: 'aroon',
  name: 'Aroon',
  group: 'trend',
  inputs: ['high', 'low'],
  parameters: { length: days(25) },
  lines: [
    { id: 'up', name: 'Aroon up', unit: 'scale', place: 'below', warmUp },
    { id: 'down', name: 'Aroon down', unit: 'scale', place: 'below', warmUp },
    { id: 'oscillator', name: 'Up − down', unit: 'scale', place: 'below', warmUp }
  ],
  source: 'Chande (1995), A time price oscillator',
  convention: 'of equal highs or lows the latest counts',
  levels: [0],
  compute: (bars, { length }) => {
    const [up, down] = streamedCandles(
      new Aroon(length),
      bars,
      ({ aroonUp }) => aroonUp,
      ({ aroonDown }) => aroonDown
    );
    const rising = up ?? new Float64Array(0);
    const falling = down ?? new Float64Array(0);
    return [rising, falling, combined((above, below) => above - below, rising, falling)];
  }
});
