import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId, EventId } from '$lib/domain/ledger';
import type { CurrencyCode, Decimal } from '$lib/domain/money';

/** Key of a formula; the words for it are the screen's. Its inputs come in the order in which the formula names them. */
export type FormulaKey =
  | 'units-times-price'
  | 'cost-at-rate'
  | 'share-of-row'
  | 'sum-of-lots'
  | 'cost-of-lot'
  | 'value-less-cost'
  | 'gain-over-cost'
  | 'units-times-price-change'
  | 'price-over-price-before'
  | 'change-over-value-before'
  | 'quoted-price'
  | 'sum-of-payments'
  | 'sum-of-expected'
  | 'sum-of-positions'
  | 'sum-of-rows'
  | 'sum-of-accounts'
  | 'value-over-total'
  | 'amount-at-rate'
  | 'closing-less-opening-less-deposits'
  | 'sum-of-parts'
  | 'sum-of-contributions'
  | 'sum-of-flows'
  | 'linked-returns'
  | 'for-a-year'
  | 'rate-of-flows'
  | 'rate-over-period'
  | 'close-over-first-close'
  | 'less-benchmark'
  | 'flows-in-benchmark'
  | 'value-less-benchmark'
  | 'units-times-per-unit'
  | 'gross-over-units'
  | 'gross-less-costs'
  | 'as-recorded'
  | 'paid-over-units'
  | 'sum-of-movements'
  | 'lowest-balance'
  | 'as-found'
  | 'by-terms'
  | 'stated-less-ledger'
  | 'proceeds-less-charges'
  | 'cost-of-purchases'
  | 'share-of-pool'
  | 'proceeds-less-cost'
  | 'sum-of-gains'
  | 'quotient-of-amounts'
  | 'sum-of-paid'
  | 'committed-less-paid';

/** Key of what an input is. */
export type InputLabel =
  | 'units'
  | 'units-of-row'
  | 'units-of-pool'
  | 'price'
  | 'price-before'
  | 'multiplier'
  | 'rate'
  | 'lot'
  | 'value'
  | 'value-before'
  | 'cost'
  | 'gain'
  | 'change'
  | 'payment'
  | 'expected'
  | 'position'
  | 'cash'
  | 'account'
  | 'total'
  | 'opening'
  | 'deposits'
  | 'closing'
  | 'event'
  | 'last-day'
  | 'others'
  | 'flow'
  | 'day'
  | 'month'
  | 'year'
  | 'return'
  | 'years'
  | 'annual-rate'
  | 'benchmark'
  | 'close'
  | 'close-first'
  | 'grown-flow'
  | 'per-unit'
  | 'gross'
  | 'fees'
  | 'taxes'
  | 'paid'
  | 'received'
  | 'recorded'
  | 'movement'
  | 'stated'
  | 'ledger'
  | 'proceeds'
  | 'premium'
  | 'purchase'
  | 'pool'
  | 'carried'
  | 'denied'
  | 'realised'
  | 'unrealised'
  | 'income'
  | 'currency'
  | 'found'
  | 'terms'
  | 'committed'
  | 'distributed'
  | 'residual';

/** What a figure or an input counts. Amounts and prices have a currency; fractions and counts none. */
export type FigureKind = 'amount' | 'price' | 'units' | 'rate' | 'count' | 'fraction';

/** An amount as it stood before it was brought into another currency. */
export interface Original {
  readonly currency: CurrencyCode;
  /** Units of the other currency for one of this. */
  readonly rate: Decimal;
  /** Absent where several amounts stand behind the input. */
  readonly amount?: Decimal;
  /** Day of the rate, where it is not the input's. */
  readonly day?: Day;
}

/** One input of a formula. */
export interface FigureInput {
  readonly label: InputLabel;
  readonly kind: FigureKind;
  readonly value: Decimal;
  readonly currency?: CurrencyCode;
  /** Taken off where inputs add up, divided by where they multiply. */
  readonly inverse?: true;
  /** Day the input is of. */
  readonly day?: Day;
  readonly instrument?: InstrumentId;
  readonly account?: AccountId;
  readonly event?: EventId;
  readonly from?: Original;
  /** How many inputs it stands for; absent for one. */
  readonly count?: number;
}

/**
 * How inputs make the figure: added up; multiplied (inverse ones divide); multiplied less one; returns linked, which is
 * (1 + r1)(1 + r2)... - 1; a return for one year from a return over years; units times the change of two prices times the
 * rest; or the yearly rate at which dated amounts are worth nothing together (over the years, where they are an input).
 */
export type Making = 'sum' | 'product' | 'growth' | 'linked' | 'power' | 'change' | 'rate';

/** How a figure comes about. */
export interface FigureExplanation {
  readonly formula: FormulaKey;
  readonly makes: Making;
  /** The figure as it is shown: a fraction is a number, all else exact. */
  readonly result: Decimal | number;
  readonly kind: FigureKind;
  readonly currency?: CurrencyCode;
  readonly inputs: readonly FigureInput[];
  /** What the result has more than its inputs make, so that it adds up with others: a minor unit or two. */
  readonly rounding?: Decimal;
  /** Events behind the figure, in the order of the ledger. */
  readonly events: readonly EventId[];
}
