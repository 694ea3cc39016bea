import { indicatorById } from './catalog';
import { placeOfLine, settledParameters, type IndicatorParameters } from './indicator-lines';

/** A line of an indicator that needs nothing but closes, for whoever sees them come one by one. */
export interface LineOfCloses {
  /** Closes until its first value, that day's included. */
  readonly history: number;
  /**
   * Begins a state that takes the closes in order, all of them finite and days without one left out, and answers the
   * value at each, NaN before the first: what `indicator` says of that day.
   */
  readonly begin: () => (close: number) => number;
}

/**
 * A line of an indicator of closes, the first when none is named. @throws RangeError for an unknown indicator or line,
 * parameters out of bounds, and an indicator that needs more than closes.
 */
export function lineOfCloses(id: string, parameters: IndicatorParameters = {}, line?: string): LineOfCloses {
  const one = indicatorById(id);
  const settled = settledParameters(one, parameters);
  const place = placeOfLine(one, line);
  const { begin } = one;
  if (begin === undefined) throw new RangeError(`${id} needs ${one.inputs.join(', ')}, not closes alone`);
  const first = one.lines[place].warmUp(settled);
  return {
    history: first + 1,
    begin() {
      const step = begin(settled);
      let seen = 0;
      return (close) => {
        const value = step(close)[place];
        return seen++ < first || !Number.isFinite(value) ? NaN : value;
      };
    }
  };
}
