import type { Decimal } from '$lib/domain/money';
import { decimalFromWide, type Wide, WIDE_ZERO, widePlus } from '../worth';

/** Where a profit comes from, in the base currency; fees and taxes paid are negative. */
export interface ProfitParts {
  /** Gain of lots closed in the period, before the costs of trading, at the rates of their closing days. */
  readonly realised: Decimal;
  /** Gain of lots still open, or carried away, at the rate of the last day. */
  readonly unrealised: Decimal;
  /** Dividends and interest before taxes withheld. */
  readonly income: Decimal;
  /** Fees of trades, income and accounts. */
  readonly fees: Decimal;
  readonly taxes: Decimal;
  /** What rates did to cash and to the capital in each lot, and what an exchange made or lost against the day's rate. */
  readonly currency: Decimal;
}

/** Names of the parts, in the order in which they are shown. */
export const profitPartNames = ['realised', 'unrealised', 'income', 'fees', 'taxes', 'currency'] as const;

/** Name of a part. */
export type ProfitPartName = (typeof profitPartNames)[number];

/** Parts being added up exactly, and the worth at the two ends. */
export class PartsTally {
  readonly #parts: Record<ProfitPartName, Wide> = {
    realised: WIDE_ZERO,
    unrealised: WIDE_ZERO,
    income: WIDE_ZERO,
    fees: WIDE_ZERO,
    taxes: WIDE_ZERO,
    currency: WIDE_ZERO
  };
  opening = WIDE_ZERO;
  closing = WIDE_ZERO;

  add(part: ProfitPartName, amount: Wide): void {
    this.#parts[part] = widePlus(this.#parts[part], amount);
  }

  part(name: ProfitPartName): Wide {
    return this.#parts[name];
  }

  /** Parts in the order of their names, to the 18th digit. */
  decimals(): Decimal[] {
    return profitPartNames.map((name) => decimalFromWide(this.#parts[name]));
  }

  get profit(): Wide {
    return profitPartNames.reduce((total, name) => widePlus(total, this.#parts[name]), WIDE_ZERO);
  }
}
