import { indicatorById } from './catalog';
import { indicator, placeOfLine, settledParameters, type IndicatorParameters } from './indicator-lines';

/** A line of an indicator that needs nothing but closes, to be asked for again and again as days pass. */
export interface LineOfCloses {
  /** Closes until its first value, that day's included. */
  readonly history: number;
  /**
   * Closes on which its last value rests: of more, those before weigh less than 1e-12 of it. Whoever wants the last value
   * alone need give no others, so that a long series costs no more each day. Infinity where all count.
   */
  readonly reach: number;
  /** Values by day, NaN where there is none; days without a close are passed over. */
  readonly values: (closes: Float64Array) => Float64Array;
}

/**
 * A line of an indicator of closes, the first when none is named. @throws RangeError for an unknown indicator or line,
 * parameters out of bounds, and an indicator that needs more than closes.
 */
export function lineOfCloses(id: string, parameters: IndicatorParameters = {}, line?: string): LineOfCloses {
  const one = indicatorById(id);
  const others = one.inputs.filter((field) => field !== 'close');
  if (others.length > 0) throw new RangeError(`${id} needs ${others.join(', ')} beside closes`);
  const settled = settledParameters(one, parameters);
  const place = placeOfLine(one, line);
  const warmest = Math.max(...one.lines.map(({ warmUp }) => warmUp(settled)));
  return {
    history: one.lines[place].warmUp(settled) + 1,
    reach: warmest + 1 + (one.memory?.(settled) ?? 0),
    values: (close) => indicator(id, settled, { close })[place].values
  };
}
