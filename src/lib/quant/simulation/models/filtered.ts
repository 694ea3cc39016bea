import type { ReturnModel } from './model';
import { filteredSample, unfilteredGrowth } from './volatility-filter';

const DECAY = 0.94;
/** Exponential weights have no long-run variance: beyond a year it would wander off. */
export const LONGEST_EXPONENTIAL = 12;

/**
 * Filtered historical simulation: past surprises in units of their day's volatility, whole rows redrawn, each path's
 * volatility carried on from now by GARCH(1,1) or exponential weights (decay 0.94 when absent; plans of a year at most).
 * @throws RangeError unless 0 < decay < 1. Source: Barone-Adesi, Giannopoulos and Vosper (1999).
 */
export const filteredHistory: ReturnModel<'filtered'> = {
  kind: 'filtered',
  redrawsRows: false,
  antithetic: false,
  longest: ({ filter }) => (filter === 'ewma' ? LONGEST_EXPONENTIAL : Infinity),
  prepared: ({ filter, decay = DECAY }, sample) => {
    if (!(decay > 0 && decay < 1)) throw new RangeError(`decay: ${decay}`);
    return filteredSample(sample, filter === 'garch' ? { filter } : { filter, decay });
  },
  growth: (data, frame, { random }) => {
    const { columns, paths } = frame;
    return unfilteredGrowth(data, frame, (out) => {
      for (let p = 0; p < paths; p++) {
        const from = random.integerBelow(data.rows) * columns;
        for (let i = 0, at = p; i < columns; i++, at += paths) out[at] = data.surprises[from + i];
      }
    });
  }
};
