import { described, multiple } from '../indicator';

/** Parabolic stop and reverse: a stop that follows the trend faster the longer it lasts. */
export const parabolicSar = described({
  id: 'parabolic-sar',
  name: 'Parabolic SAR',
  group: 'trend',
  inputs: ['high', 'low'],
  parameters: { step: multiple(0.02, 0.001, 0.5), most: multiple(0.2, 0.01, 1) },
  lines: [{ id: 'stop', name: 'SAR', unit: 'price', place: 'over-price', warmUp: () => 1 }],
  source: 'Wilder (1978), New Concepts in Technical Trading Systems',
  convention:
    'first direction by the larger directional movement of the second day, as TA-Lib; up when neither is larger',
  refusal: ({ step, most }) => (step > most ? `step ${step} is above the most, ${most}` : undefined),
  compute: ({ high, low, length }, { step, most }) => {
    const stops = new Float64Array(length).fill(NaN);
    const h = (index: number) => high[index] ?? NaN;
    const l = (index: number) => low[index] ?? NaN;
    const fall = l(0) - l(1);
    let long = !(fall > 0 && fall > h(1) - h(0));
    let extreme = long ? h(1) : l(1);
    let stop = long ? l(0) : h(0);
    let factor = step;
    for (let index = 1; index < length; index += 1) {
      const before = Math.max(1, index - 1);
      const bounded = (value: number) =>
        long ? Math.min(value, l(before), l(index)) : Math.max(value, h(before), h(index));
      if (long ? l(index) <= stop : h(index) >= stop) {
        long = !long;
        stop = bounded(extreme);
        factor = step;
        extreme = long ? h(index) : l(index);
        stops[index] = stop;
      } else {
        stops[index] = stop;
        const further = long ? h(index) > extreme : l(index) < extreme;
        if (further) [extreme, factor] = [long ? h(index) : l(index), Math.min(most, factor + step)];
      }
      stop = bounded(stop + factor * (extreme - stop));
    }
    return [stops];
  }
});
