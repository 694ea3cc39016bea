import type { Day } from '../calendar';
import type { InstrumentId } from '../instruments';
import { postingsOf, type AccountId, type EventId, type LiveTransaction, type Posting } from '../ledger';
import { add, negate, ZERO, type CurrencyCode, type Decimal } from '../money';
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
 * filter and the legs of the transaction, never from a mark on it: deposits, withdrawals and opening balances always
 * are; a transfer is when one of its accounts is outside. A filter by instruments holds no cash, so whatever is paid
 * for its instruments comes in (a purchase with its costs, a fee about them) and whatever they pay goes out (net
 * proceeds, net dividends).
 */
export function externalFlows(live: Iterable<LiveTransaction>, filter: PortfolioFilter): ExternalFlow[] {
  const flows: ExternalFlow[] = [];
  for (const { event, transaction } of live) {
    const legs = postingsOf(event, transaction);
    if (filter.instruments === undefined) flowsOfAccounts(legs, filter, flows);
    else flowsOfInstruments(legs, filter, flows);
  }
  return flows;
}

/** All of an account is inside, so what its own legs do not balance came from elsewhere. */
function flowsOfAccounts(legs: readonly Posting[], filter: PortfolioFilter, flows: ExternalFlow[]): void {
  const inside = legs.filter((leg) => includesAccount(filter, leg.account));
  const owned = inside.filter(({ side }) => side !== 'outside' && side !== 'opening');
  if (owned.length === 0 || (inside.length === legs.length && owned.length === legs.length)) return;
  pushSums(owned, flows, (leg) => leg.quantity);
}

/** Only positions are inside; the cash legs about them are the other side of what crosses the border. */
function flowsOfInstruments(legs: readonly Posting[], filter: PortfolioFilter, flows: ExternalFlow[]): void {
  const about = legs.filter(
    ({ account, about: instrument }) =>
      includesAccount(filter, account) && instrument !== undefined && includesInstrument(filter, instrument)
  );
  pushSums(
    about.filter(({ side }) => side === 'cash'),
    flows,
    (leg) => negate(leg.quantity)
  );
  const units = about.filter(({ side, commodity }) => commodity.kind === 'instrument' && side !== 'opening');
  if (units.every(({ side }) => side === 'position') && netsOut(units)) return;
  pushSums(units, flows, (leg) => leg.quantity);
}

function netsOut(legs: readonly Posting[]): boolean {
  return legs.reduce((sum, leg) => add(sum, leg.quantity), ZERO) === 0n;
}

/** One flow for each account and commodity whose legs do not add up to zero. */
function pushSums(legs: readonly Posting[], flows: ExternalFlow[], amountOf: (leg: Posting) => Decimal): void {
  const done = new Set<Posting>();
  for (const leg of legs) {
    if (done.has(leg)) continue;
    const alike = legs.filter((other) => other.account === leg.account && isSameCommodity(other, leg));
    alike.forEach((other) => done.add(other));
    const total = alike.reduce((sum, other) => add(sum, amountOf(other)), ZERO);
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
