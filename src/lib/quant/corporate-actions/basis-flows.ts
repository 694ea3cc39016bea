import type { InstrumentId } from '$lib/domain/instruments';
import { add, subtract, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { AccountEffect } from './proposal';

/**
 * Where the cost basis of an action goes, over all accounts, in the currency it was paid in:
 * `held` + `paid` = the sum of `to` + `sold`.
 */
export interface BasisFlow {
  readonly currency: CurrencyCode;
  /** Basis of the old units before; negative for a short position. */
  readonly held: Decimal;
  /** What the exercise of rights cost on top. */
  readonly paid: Decimal;
  /** Basis that stays with the old units, and that goes to each instrument received; the old one first. */
  readonly to: readonly { readonly instrument: InstrumentId; readonly basis: Decimal }[];
  /** Basis of what ends in cash or at nothing: cash parts, fractions, rights that lapsed. */
  readonly sold: Decimal;
}

/**
 * The basis of an action by where it comes from and where it goes, as the ledger books it (conservation of basis,
 * 26 C.F.R. 1.358-2).
 * @param old the instrument that the action is about.
 */
export function basisFlows(effects: readonly AccountEffect[], old: InstrumentId): BasisFlow[] {
  const flows = new Map<
    CurrencyCode,
    { held: Decimal; paid: Decimal; to: Map<InstrumentId, Decimal>; sold: Decimal }
  >();
  const flowOf = (currency: CurrencyCode) => {
    const known = flows.get(currency) ?? { held: ZERO, paid: ZERO, to: new Map<InstrumentId, Decimal>(), sold: ZERO };
    flows.set(currency, known);
    return known;
  };
  for (const { positions, sales, transaction } of effects) {
    for (const { instrument, currency, basisBefore, basisAfter } of positions) {
      const flow = flowOf(currency);
      const isOld = instrument === old;
      if (isOld) flow.held = add(flow.held, basisBefore);
      const went = isOld ? basisAfter : subtract(basisAfter, basisBefore);
      flow.to.set(instrument, add(flow.to.get(instrument) ?? ZERO, went));
    }
    for (const { costCurrency, cost } of sales) flowOf(costCurrency).sold = add(flowOf(costCurrency).sold, cost);
    if (transaction.verb !== 'exercise') continue;
    const flow = flowOf(transaction.gross.currency);
    flow.paid = add(flow.paid, add(transaction.gross.amount, add(transaction.fees, transaction.taxes)));
  }
  return [...flows].map(([currency, { held, paid, to, sold }]) => ({
    ...{ currency, held, paid, sold },
    to: [...to]
      .map(([instrument, basis]) => ({ instrument, basis }))
      .sort((a, b) => Number(b.instrument === old) - Number(a.instrument === old))
  }));
}
