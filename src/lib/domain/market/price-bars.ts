import type { CurrencyCode } from '../money';
import type { InstrumentId } from '../instruments';
import type { Adjustment, QuoteUnit } from './series';

/**
 * Open, high, low, close and volume of one instrument by trading day. `days` ascend strictly; all arrays have their length.
 * A figure that the source does not give is NaN; `close` never is. Volumes are in units of the instrument.
 */
export interface PriceBars {
  readonly instrument: InstrumentId;
  readonly currency: CurrencyCode;
  readonly adjustment: Adjustment;
  readonly quoteUnit: QuoteUnit;
  readonly source: string;
  readonly days: Int32Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}
