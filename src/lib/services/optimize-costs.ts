import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import type { AccountId } from '$lib/domain/ledger';
import type { CurrencyCode } from '$lib/domain/money';
import type { InputOf } from '$lib/compute/caller';

type Question = InputOf<'decide', 'optimize'>;

/** What a person wants counted against the return: costs of trading and taxes, spread over the years a holding is kept. */
export interface CountedCosts {
  readonly years: number;
  /** Fractions of what is traded. `impact`: what trading a tenth of the whole costs, growing with the root of the size or the size. */
  readonly trading?: {
    readonly spread: number;
    readonly exchange: number;
    readonly impact: number;
    readonly growth: 'root' | 'size';
  };
  readonly taxes?: { readonly shortTerm: number; readonly longTerm: number };
}

/** Size of a trade at which a person says the price impact. */
const STATED = 0.1;

/** What a question says of costs, taxes and lots. A commission by trade is the same for any size and is not counted. */
export function countedCosts(
  { years, trading, taxes }: CountedCosts,
  over: readonly InstrumentId[],
  instruments: readonly Instrument[],
  base: CurrencyCode
): Pick<Question, 'tradingCosts' | 'taxes'> {
  const perYear = 1 / years;
  const each = over.map((instrument) => {
    const currency = instruments.find((one) => one.id === instrument)?.currency ?? base;
    const { spread = 0, exchange = 0, impact = 0, growth = 'root' } = trading ?? {};
    return {
      instrument,
      linear: spread / 2 + (currency === base ? 0 : exchange),
      quadratic: growth === 'size' ? impact / STATED : 0,
      power: growth === 'root' ? impact / Math.sqrt(STATED) : 0
    };
  });
  return {
    ...(trading && { tradingCosts: { each, perYear } }),
    ...(taxes && { taxes: { ...taxes, perYear } })
  };
}

/** Which lots a sale takes, where a question needs to know. */
export function lotsChoice(
  needed: boolean,
  order: 'account' | 'picked',
  accounts: readonly AccountId[] | undefined
): Pick<Question, 'lots'> {
  return needed ? { lots: { order, ...(accounts === undefined ? {} : { accounts }) } } : {};
}
