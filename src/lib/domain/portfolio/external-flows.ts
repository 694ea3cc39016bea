import type { Day } from '../calendar';
import type { InstrumentId } from '../instruments';
import {
  ledgerFold,
  postingsOf,
  unitsReceived,
  type AccountId,
  type EventId,
  type LedgerFold,
  type LiveTransaction,
  type Posting
} from '../ledger';
import { add, negate, ZERO, type CurrencyCode, type Decimal, type Money } from '../money';
import { includesAccount, includesInstrument, type PortfolioFilter } from './portfolio';

/** Value crossing the border of a portfolio on a trade day; positive comes in. */
export type ExternalFlow =
  | {
      readonly kind: 'cash';
      readonly event: EventId;
      readonly day: Day;
      readonly account: AccountId;
      readonly currency: CurrencyCode;
      readonly amount: Decimal;
    }
  | {
      readonly kind: 'securities';
      readonly event: EventId;
      readonly day: Day;
      readonly account: AccountId;
      readonly instrument: InstrumentId;
      /** Units coming in; negative when they leave. Their worth is for a valuation to say. */
      readonly quantity: Decimal;
    };

/**
 * Flows into and out of a portfolio, in the order of the transactions. Whether a flow is external follows from the
 * filter and the legs of the transaction, never from a mark on it: deposits, withdrawals, deliveries and opening
 * balances always are; a transfer is when one of its accounts is outside. A filter by instruments holds no cash, so
 * whatever is paid for its instruments comes in (a purchase with its costs, a fee about them) and whatever they pay goes
 * out (net proceeds, net dividends); what one instrument hands to another, as in a merger, goes out of the one and comes
 * into the other in units of what is received.
 * @param live in ledger order.
 */
export function externalFlows(live: Iterable<LiveTransaction>, filter: PortfolioFilter): ExternalFlow[] {
  const flows: ExternalFlow[] = [];
  if (filter.instruments === undefined)
    for (const { event, transaction } of live) flowsOfAccounts(postingsOf(event, transaction), filter, flows);
  else {
    const fold = ledgerFold();
    for (const one of live) {
      flowsOfInstruments(postingsOf(one.event, one.transaction, fold.quantity), filter, flows);
      handedOver(one, fold, filter, flows);
      fold.apply(one);
    }
  }
  return flows;
}

/** All of an account is inside, so what its own legs do not balance came from elsewhere. */
function flowsOfAccounts(legs: readonly Posting[], filter: PortfolioFilter, flows: ExternalFlow[]): void {
  const inside = legs.filter((leg) => includesAccount(filter, leg.account));
  const owned = inside.filter(({ side }) => side !== 'outside' && side !== 'opening');
  if (owned.length === 0 || (inside.length === legs.length && owned.length === legs.length)) return;
  pushSums(owned, flows);
}

/** Only positions are inside; money about them that no cash leg of theirs explains crosses the border as cash. */
function flowsOfInstruments(legs: readonly Posting[], filter: PortfolioFilter, flows: ExternalFlow[]): void {
  const about = legs.filter(
    ({ account, about: instrument }) =>
      includesAccount(filter, account) && instrument !== undefined && includesInstrument(filter, instrument)
  );
  pushSums(
    about.filter(({ side, commodity }) => commodity.kind === 'currency' && side !== 'cash'),
    flows
  );
  const units = about.filter(
    ({ side, commodity }) => commodity.kind === 'instrument' && side !== 'opening' && side !== 'outside'
  );
  if (units.every(({ side }) => side === 'position') && netsOut(units)) return;
  pushSums(units, flows);
}

/** Units that an instrument hands to another, valued as what is received; an option hands over for its strike. */
function handedOver(
  { event, transaction }: LiveTransaction,
  fold: LedgerFold,
  filter: PortfolioFilter,
  flows: ExternalFlow[]
): void {
  if (transaction.verb !== 'reorganisation' && transaction.verb !== 'exercise' && transaction.verb !== 'assignment')
    return;
  const { account, tradeDay: day, instrument: from } = transaction;
  if (!includesAccount(filter, account)) return;
  const hand = (to: InstrumentId, quantity: Decimal, strike?: Money): void => {
    const [leaves, enters] = [includesInstrument(filter, from), includesInstrument(filter, to)];
    if (leaves === enters || quantity === 0n) return;
    const flow = { event, day, account };
    flows.push({ ...flow, kind: 'securities', instrument: to, quantity: enters ? quantity : negate(quantity) });
    if (!strike || strike.amount === 0n) return;
    const paid = quantity > 0n === enters ? negate(strike.amount) : strike.amount;
    flows.push({ ...flow, kind: 'cash', currency: strike.currency, amount: paid });
  };
  if (transaction.verb === 'reorganisation') {
    const held = fold.quantity(account, from);
    for (const received of transaction.receives) hand(received.instrument, unitsReceived(held, received));
  } else {
    const { underlying, units, way, gross } = transaction;
    hand(underlying, way === 'receive' ? units : negate(units), gross);
  }
}

function netsOut(legs: readonly Posting[]): boolean {
  return legs.reduce((sum, leg) => add(sum, leg.quantity), ZERO) === 0n;
}

/** One flow for each account and commodity whose legs do not add up to zero. */
function pushSums(legs: readonly Posting[], flows: ExternalFlow[]): void {
  const done = new Set<Posting>();
  for (const leg of legs) {
    if (done.has(leg)) continue;
    const alike = legs.filter((other) => other.account === leg.account && isSameCommodity(other, leg));
    alike.forEach((other) => done.add(other));
    const total = alike.reduce((sum, other) => add(sum, other.quantity), ZERO);
    if (total === 0n) continue;
    const { event, account, tradeDay: day, commodity } = leg;
    if (commodity.kind === 'currency')
      flows.push({ kind: 'cash', event, day, account, currency: commodity.code, amount: total });
    else flows.push({ kind: 'securities', event, day, account, instrument: commodity.id, quantity: total });
  }
}

function isSameCommodity({ commodity: a }: Posting, { commodity: b }: Posting): boolean {
  return a.kind === 'currency' ? b.kind === 'currency' && a.code === b.code : b.kind === 'instrument' && a.id === b.id;
}
