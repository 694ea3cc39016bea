import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId, EventId } from '$lib/domain/ledger';
import type { CurrencyCode, Decimal } from '$lib/domain/money';
import type { ProfitPartName } from '../profit';

/** Figures of a row of holdings on the last day of the period. */
export type HoldingFigure = 'value' | 'cost' | 'gain' | 'income-of-year' | 'day-change';

/** Figures of the whole portfolio on the last day of the period, or over it. */
export type PortfolioFigure =
  'total' | 'opening' | 'closing' | 'deposits' | 'profit' | 'time-weighted' | 'money-weighted' | ProfitPartName;

/** A figure that is asked about: of an instrument (value, cost ... or its parts of the profit), or of the portfolio. */
export type FigureQuestion =
  | { readonly of: 'holding'; readonly instrument: InstrumentId; readonly figure: HoldingFigure }
  | { readonly of: 'profit'; readonly instrument: InstrumentId; readonly figure: ProfitPartName | 'profit' }
  | { readonly of: 'portfolio'; readonly figure: PortfolioFigure };

/** Key of a formula; the words for it are the screen's. Its inputs come in the order in which the formula names them. */
export type FormulaKey =
  | 'units-times-price'
  | 'units-times-cost'
  | 'sum-of-lots'
  | 'value-less-cost'
  | 'units-times-price-change'
  | 'sum-of-payments'
  | 'sum-of-positions'
  | 'closing-less-opening-less-deposits'
  | 'sum-of-contributions'
  | 'sum-of-flows'
  | 'linked-days'
  | 'rate-of-flows';

/** Key of what an input is. */
export type InputLabel =
  | 'units'
  | 'price'
  | 'price-before'
  | 'multiplier'
  | 'rate'
  | 'lot'
  | 'value'
  | 'cost'
  | 'payment'
  | 'position'
  | 'cash'
  | 'opening'
  | 'deposits'
  | 'closing'
  | 'event'
  | 'last-day'
  | 'others'
  | 'flow'
  | 'days';

/** What an input counts. Amounts have a currency; fractions and counts none. */
export type InputKind = 'amount' | 'price' | 'units' | 'rate' | 'count';

/** One input of a formula. */
export interface FigureInput {
  readonly label: InputLabel;
  readonly kind: InputKind;
  readonly value: Decimal;
  readonly currency?: CurrencyCode;
  /** Day the input is of. */
  readonly day?: Day;
  readonly instrument?: InstrumentId;
  readonly account?: AccountId;
  readonly event?: EventId;
}

/** How a figure comes about. */
export interface FigureExplanation {
  readonly formula: FormulaKey;
  /** The figure as it is shown: an amount in `currency`, or a fraction when there is none. */
  readonly result: Decimal | number;
  readonly currency?: CurrencyCode;
  /** Greatest first where they are many; what is left out is one input 'others'. */
  readonly inputs: readonly FigureInput[];
  /** Events behind the figure, in the order of the ledger. */
  readonly events: readonly EventId[];
}

/** Most inputs that an explanation names one by one. */
export const MOST_INPUTS = 200;
