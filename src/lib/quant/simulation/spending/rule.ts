/** Options of each spending rule. Amounts are a year's; rates are annual fractions. */
export interface SpendingOptions {
  /** The same purchasing power every year, `amount` in money of today. */
  readonly 'fixed-real': { readonly amount: number };
  /** A share of what is there at each anniversary. */
  readonly percent: { readonly rate: number };
  /** A share of what is there, its purchasing power held between parts of the first year's. */
  readonly 'floor-ceiling': { readonly rate: number; readonly floor: number; readonly ceiling: number };
  /** Rises with prices, except after a bad year; cut or raised when it has become too large or small a share. */
  readonly guardrails: { readonly rate: number; readonly band: number; readonly adjustment: number };
  /** What would last to the end at an assumed real return; at 0, what is there over the years left. */
  readonly 'remaining-life': { readonly realReturn: number };
}

export type SpendingKind = keyof SpendingOptions;

/** A spending rule with its options. `factor` scales every amount that it names. */
export type SpendingRule = {
  [K in SpendingKind]: { readonly kind: K; readonly factor?: number } & SpendingOptions[K];
}[SpendingKind];

/** What a rule may look at when a year of spending begins. */
export interface SpendingYear {
  /** 0 for the first year. */
  readonly year: number;
  readonly yearsLeft: number;
  readonly value: number;
  /** Price level, 1 at the start of the plan. */
  readonly level: number;
  /** Growth factors of prices and of the portfolio over the year before. */
  readonly priceGrowth: number;
  readonly growth: number;
  /** What was decided a year ago, in money of then. */
  readonly before: number;
  /** What was decided in the first year, in money of today, and as a share of what was there. */
  readonly firstReal: number;
  readonly firstRate: number;
}

/** A spending rule: the amount of the year that begins, in money of then. */
export interface SpendingMember<K extends SpendingKind> {
  readonly kind: K;
  /** True when the amount is a share of what is there, so that it never runs out by itself. */
  readonly proportional: boolean;
  readonly amount: (options: SpendingOptions[K], year: SpendingYear) => number;
}
