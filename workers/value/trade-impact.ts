import type { Day } from '$lib/domain/calendar';
import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import { eventId, ledgerFold, lotMethodsOf, type Account, type LiveTransaction } from '$lib/domain/ledger';
import {
  add,
  decimalFromNumber,
  divide,
  money,
  multiply,
  subtract,
  ZERO,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';
import { expectedIncome } from '$lib/quant/income';
import type { SecurityTrade, TradeList } from '$lib/quant/rebalancing';

/** What trades do beside moving weights, in the base currency. A figure that is not known in full is absent. */
export interface TradeImpact {
  /** Gains less losses of the lots that sales close, after the costs of the sale and before tax. */
  readonly realisedGain?: Decimal;
  /** Income that the instruments traded over are expected to pay in the next twelve months, before taxes. */
  readonly income?: { readonly now: Decimal; readonly then: Decimal };
  /** Bought and not held before: what they pay is not known, and no income is said. */
  readonly unknownIncome: readonly InstrumentId[];
}

/** What the impact of trades is reckoned from. */
export interface ImpactFacts {
  readonly live: readonly LiveTransaction[];
  readonly accounts: readonly Account[];
  readonly instruments: readonly Instrument[];
  /** Those whose income is summed. */
  readonly targets: readonly InstrumentId[];
  readonly asOf: Day;
  /** Units of the base currency for one of another, NaN where there is no rate. */
  readonly rate: (currency: CurrencyCode) => number;
}

/** The gain that sales realise, by the lots that the method of each account takes, and income before and after trades. */
export function tradeImpact(list: TradeList, facts: ImpactFacts): TradeImpact {
  const deals = list.trades.filter((one): one is SecurityTrade => one.kind !== 'exchange');
  const realisedGain = realisedBy(deals, facts);
  return { ...(realisedGain !== undefined && { realisedGain }), ...incomeOf(deals, facts) };
}

function realisedBy(deals: readonly SecurityTrade[], { live, accounts, asOf, rate }: ImpactFacts): Decimal | undefined {
  const fold = ledgerFold({ lotMethod: lotMethodsOf(accounts) });
  for (const one of live) if (one.transaction.tradeDay <= asOf) fold.apply(one);
  const before = fold.realised.length;
  deals.forEach(({ kind, account, instrument, currency, quantity, price, gross, commission, spreadCost }, at) => {
    if (kind !== 'sell') return;
    fold.apply({
      event: eventId(`trade:${at}`),
      sequence: at,
      transaction: {
        verb: 'sell',
        ...{ account, instrument, quantity, price, tradeDay: asOf, settlementDay: asOf },
        gross: money(gross, currency),
        fees: add(commission, spreadCost),
        taxes: ZERO
      }
    });
  });
  let total = ZERO;
  for (const { gain, currency } of fold.realised.slice(before)) {
    const inBase = gain === undefined ? undefined : converted(gain, rate(currency));
    if (inBase === undefined) return undefined;
    total = add(total, inBase);
  }
  return total;
}

function incomeOf(deals: readonly SecurityTrade[], facts: ImpactFacts): Pick<TradeImpact, 'income' | 'unknownIncome'> {
  const { live, instruments, targets, asOf, rate } = facts;
  const wanted = new Set(targets);
  const until = live.filter(({ transaction }) => transaction.tradeDay <= asOf);
  const expected = expectedIncome(until, instruments, asOf).filter(({ instrument }) => wanted.has(instrument));
  const fold = ledgerFold();
  for (const one of until) fold.apply(one);
  const held = new Map<InstrumentId, Decimal>();
  for (const { instrument, quantity } of fold.positions())
    held.set(instrument, add(held.get(instrument) ?? ZERO, quantity));
  const traded = new Map<InstrumentId, Decimal>();
  for (const { kind, instrument, quantity } of deals) {
    const sum = traded.get(instrument) ?? ZERO;
    traded.set(instrument, kind === 'buy' ? add(sum, quantity) : subtract(sum, quantity));
  }
  const unknownIncome = [...traded].flatMap(([id, change]) =>
    change > 0n && (held.get(id) ?? ZERO) <= 0n ? [id] : []
  );
  let [now, then] = [ZERO, ZERO];
  for (const { instrument, gross } of expected) {
    const inBase = converted(gross.amount, rate(gross.currency));
    const units = held.get(instrument) ?? ZERO;
    if (inBase === undefined || units <= 0n) return { unknownIncome };
    now = add(now, inBase);
    const after = add(units, traded.get(instrument) ?? ZERO);
    then = add(then, multiply(inBase, divide(after, units)));
  }
  return unknownIncome.length > 0 ? { unknownIncome } : { income: { now, then }, unknownIncome };
}

function converted(amount: Decimal, rate: number): Decimal | undefined {
  if (!Number.isFinite(rate)) return undefined;
  return rate === 1 ? amount : multiply(amount, decimalFromNumber(rate));
}
