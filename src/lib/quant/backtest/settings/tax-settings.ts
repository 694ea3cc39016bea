/** Which lots are sold first: oldest, newest, dearest, cheapest, or those that cost least tax. */
export type TaxLotMethod = 'fifo' | 'lifo' | 'hifo' | 'lofo' | 'least-tax';

/**
 * Taxes on gains by lot, and on dividends. A gain is long-term when held more than `longAfter` days. Short-term and
 * long-term results are netted against each other and then against losses carried; what is left of losses is carried
 * on without end. Paid on the last trading day of a year (and of the run), or at each sale.
 */
export interface TaxSettings {
  readonly shortRate: number;
  readonly longRate: number;
  readonly longAfter: number;
  readonly dividendRate: number;
  readonly method: TaxLotMethod;
  readonly paid: 'year-end' | 'at-once';
}
