import { plusDays, type Day } from '$lib/domain/calendar';
import type { EventId, LiveTransaction, Transaction } from '$lib/domain/ledger';
import { absolute, add, divide, scaledBy, subtract, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { GainAdjustment, Matching, TaxGain } from '../gain';
import { ownerOf } from '../pools/pool-setting';
import { holdingTerm } from '../record/holding-term';
import { joinedMissing, type ConvertedMoney } from '../record/tax-amount';
import type { LotGain, LotSetting } from './lot-walk';

/** Finds the transaction of an event. */
export type TransactionOf = (event: EventId) => Transaction | undefined;

/** Transactions by their event. */
export function transactionsByEvent(live: readonly LiveTransaction[]): TransactionOf {
  const known = new Map(live.map(({ event, transaction }) => [event, transaction]));
  return (event) => known.get(event);
}

/** What a rule says beyond the ledger's own gain. */
export interface LotGainExtras {
  /** The event that really bought the lot, where a rule booked it anew. */
  readonly purchase?: EventId;
  /** Days that the lot counts as held before it was bought. */
  readonly daysBefore?: number;
  readonly adjustments?: readonly GainAdjustment[];
  readonly provisional?: boolean;
}

/** A gain of the fold as a gain with its trail. What could not be converted makes it undefined. */
export function taxGainOfLot(
  { gain: row, purchase: lotEvent }: LotGain,
  key: string,
  setting: LotSetting,
  transactionOf: TransactionOf,
  extras: LotGainExtras = {}
): TaxGain {
  const { adjustments = [], provisional = false, purchase = lotEvent, daysBefore = 0 } = extras;
  const heldSince = plusDays(row.opened, -daysBefore);
  const isLong = row.quantity >= 0n;
  const closing = transactionOf(row.event);
  const opening = transactionOf(purchase);
  const said = (transaction: Transaction | undefined): CurrencyCode =>
    (transaction && currencyOf(transaction)) ?? setting.taxCurrency;
  const [soldBy, soldOn] = isLong ? [closing, row.closed] : [opening, row.opened];
  const [boughtBy, boughtOn] = isLong ? [opening, row.opened] : [closing, row.closed];
  const proceeds = asConverted(row.proceeds, row.currency, said(soldBy), soldOn, setting);
  const cost = asConverted(row.cost, row.costCurrency, said(boughtBy), boughtOn, setting);
  const missing = joinedMissing(proceeds.missing, cost.missing);
  let gain = subtract(proceeds.amount, cost.amount);
  for (const one of adjustments) if (one.kind === 'denied-loss') gain = add(gain, one.amount);
  const units = absolute(row.quantity);
  const charges = closing && isLong ? chargesOf(closing, units) : undefined;
  return {
    key,
    event: row.event,
    account: row.account,
    owner: ownerOf(setting.owners, row.account),
    instrument: row.instrument,
    closed: row.closed,
    opened: row.opened,
    ...(daysBefore === 0 ? {} : { heldSince }),
    matching: matchingOf(row.kind, isLong),
    quantity: row.quantity,
    proceeds,
    ...(charges === undefined ? {} : { charges }),
    cost,
    acquisitions: [
      {
        event: isLong ? purchase : row.event,
        account: row.account,
        day: boughtOn,
        units,
        cost
      }
    ],
    adjustments,
    gain: missing.length > 0 ? undefined : gain,
    missing,
    term: isLong ? holdingTerm(heldSince, row.closed) : 'short',
    provisional
  };
}

function matchingOf(kind: LotGain['gain']['kind'], isLong: boolean): Matching {
  if (kind === 'return-of-capital') return 'past-cost';
  return isLong ? 'lot' : 'short';
}

/** An amount the fold converted, with the rate it used and what it was before. */
function asConverted(
  amount: Decimal,
  currency: CurrencyCode,
  source: CurrencyCode,
  day: Day,
  { taxCurrency, rate }: LotSetting
): ConvertedMoney {
  if (currency !== taxCurrency) {
    const missing = amount === 0n ? [] : [{ currency, day }];
    return { money: { amount, currency }, day, amount: ZERO, missing };
  }
  const fixing = source === taxCurrency ? undefined : rate(source, day);
  const money =
    fixing && fixing.rate !== 0n
      ? { amount: divide(amount, fixing.rate), currency: source }
      : { amount, currency: taxCurrency };
  return { money, day, amount, missing: [], ...(fixing ? { fixing } : {}) };
}

/** Currency in which a transaction states what it costs or brings. */
function currencyOf(transaction: Transaction): CurrencyCode | undefined {
  if ('gross' in transaction) return transaction.gross.currency;
  if ('cost' in transaction) return transaction.cost.currency;
  if ('value' in transaction) return transaction.value.currency;
  if ('cash' in transaction) return transaction.cash.currency;
  if (transaction.verb === 'split') return transaction.lieu?.currency;
  if (transaction.verb !== 'reorganisation') return undefined;
  return transaction.boot?.amount.currency ?? transaction.receives.find(({ lieu }) => lieu)?.lieu?.currency;
}

/** Share of the charges of a sale. */
function chargesOf(transaction: Transaction, units: Decimal): Decimal | undefined {
  if (!('fees' in transaction) || !('quantity' in transaction)) return undefined;
  const all = add(transaction.fees, transaction.taxes);
  const of = 'units' in transaction ? transaction.units : transaction.quantity;
  return of === 0n || all === 0n ? undefined : scaledBy(all, units, of);
}
